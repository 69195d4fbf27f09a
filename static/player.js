// A film elsewhere is put into the page when a reader asks for it. Before, its host is told nothing.
for (const player of document.querySelectorAll("[data-frame]")) {
  const start = player.querySelector("button");
  start.hidden = false;
  start.addEventListener("click", () => {
    start.replaceWith(frameOf(player));
    player.querySelector("iframe").focus();
  });
}

function frameOf({ dataset }) {
  const frame = document.createElement("iframe");
  frame.className = "player__frame";
  frame.title = dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  // The host's own origin, for its player keeps its settings there; it never is ours. Popups lead to the film's page.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox");
  frame.referrerPolicy = "strict-origin"; // YouTube refuses a player that names no site; the story is not its business
  frame.src = dataset.frame;
  return frame;
}
