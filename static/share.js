// A story's address: copied, or handed to the device's own way of sharing. Nobody else is told.
const status = document.getElementById("shared");

for (const button of document.querySelectorAll("[data-shares]")) {
  const { shares, title, done } = button.dataset;
  if (shares === "copy" && navigator.clipboard) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.value);
      status.textContent = done;
      setTimeout(() => { status.textContent = ""; }, 4000);
    });
  }
  if (shares === "device" && navigator.share) {
    button.hidden = false;
    button.addEventListener("click", () => navigator.share({ title, url: button.value }).catch(() => {}));
  }
}
