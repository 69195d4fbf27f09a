// The page about reading without a connection: switches keeping on and off, and lists what is kept.
const WORKER = "/offline-worker.js";
const on = document.getElementById("keep");
const off = document.getElementById("stop");
const list = document.getElementById("kept");
const none = document.getElementById("none");

if ("serviceWorker" in navigator && "caches" in window) {
  document.getElementById("unable").hidden = true;
  on.addEventListener("click", async () => { await navigator.serviceWorker.register(WORKER); show(); });
  off.addEventListener("click", async () => { await stop(); show(); });
  addEventListener("online", () => navigator.serviceWorker.controller?.postMessage({ look: true }));
  document.getElementById("unconnected").hidden = navigator.onLine;
  show();
}

async function stop() {
  await (await navigator.serviceWorker.getRegistration("/"))?.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}

async function show() {
  const isOn = Boolean(await navigator.serviceWorker.getRegistration("/"));
  on.hidden = isOn;
  off.hidden = !isOn;
  list.replaceChildren();
  const cache = isOn ? await caches.open("stories") : null;
  for (const request of (await cache?.keys() ?? []).reverse()) {
    const story = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = story.querySelector("h1")?.textContent ?? request.url;
    const line = document.createElement("li");
    line.lang = story.querySelector("article")?.lang ?? story.documentElement.lang;
    line.dir = "auto";
    line.append(link);
    list.append(line);
  }
  none.hidden = list.childElementCount > 0;
}
