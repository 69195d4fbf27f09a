// Keeps the last stories that a reader has read, for when there is no connection. It runs only where somebody asked for it.
//
// With a connection nothing is answered from here. A copy is what anybody gets (asked for without cookies), it is looked up
// again whenever there is a connection, and it is gone as soon as the site no longer answers 200: withdrawn, killed, private,
// expired. What could not be looked up for a week is gone too.
const STORIES = "stories";
const SHELL = "shell-{{ version }}";
const FILES = {{ files|safe }};
const OFFLINE = {{ pages|safe }}; // beginnings of addresses, the longest first, and what to show there without a connection
const NOT_OURS = /^\/(admin|api|documents)\//;
const MOST = 20;
const WEEK = 7 * 24 * 3600 * 1000;
const PAUSE = 5 * 60 * 1000; // between two looks at everything kept
let lookedAt = 0;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  const pages = OFFLINE.map(([, page]) => new Request(page, { credentials: "omit" }));
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([...FILES, ...pages])));
});

self.addEventListener("activate", (event) => event.waitUntil(tidy()));

self.addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(keep(event.data.keep).then(drop));
  if (event.data.look) event.waitUntil(lookAgain(0));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin || NOT_OURS.test(address.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (FILES.includes(address.pathname)) event.respondWith(fetch(request).catch(() => caches.match(request)));
});

async function tidy() {
  for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== SHELL) await caches.delete(name);
  await self.clients.claim();
  await lookAgain();
}

async function page(event) {
  const { origin, pathname } = new URL(event.request.url);
  const address = origin + pathname;
  try {
    const answer = await fetch(event.request);
    if (!answer.ok && answer.status < 500) await forget(address);
    event.waitUntil(lookAgain());
    return answer;
  } catch {
    return (await kept(address)) ?? caches.match(OFFLINE.find(([begin]) => pathname.startsWith(begin))[1]);
  }
}

// A copy as anybody gets it; nothing when it is not there for everybody, or when there is no connection.
async function keep(address) {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache", redirect: "manual" }).catch(() => null);
  if (!answer || answer.status >= 500) return undefined;
  if (!answer.ok) return forget(address);
  const headers = new Headers(answer.headers);
  headers.set("X-Looked-At", Date.now());
  headers.delete("Vary"); // there is but one copy, and it is for whoever has this device
  const cache = await caches.open(STORIES);
  await cache.put(address, new Response(await answer.text(), { headers }));
}

async function kept(address) {
  const cache = await caches.open(STORIES);
  const copy = await cache.match(address);
  if (copy && Date.now() - Number(copy.headers.get("X-Looked-At")) > WEEK) {
    await cache.delete(address);
    return undefined;
  }
  return copy;
}

async function forget(address) {
  await (await caches.open(STORIES)).delete(address);
}

// The oldest beyond the most that are kept.
async function drop() {
  const cache = await caches.open(STORIES);
  const all = await cache.keys();
  for (const request of all.slice(0, Math.max(0, all.length - MOST))) await cache.delete(request);
}

async function lookAgain(pause = PAUSE) {
  if (Date.now() - lookedAt < pause) return;
  lookedAt = Date.now();
  for (const { url } of await (await caches.open(STORIES)).keys()) {
    await kept(url);
    await keep(url);
  }
}
