// Asks the worker to keep this story, where the reader has switched that on.
const worker = navigator.serviceWorker;
const address = location.origin + location.pathname;
if (document.querySelector("article.story")) worker?.controller?.postMessage({ keep: address });
addEventListener("online", () => worker?.controller?.postMessage({ look: true }));
