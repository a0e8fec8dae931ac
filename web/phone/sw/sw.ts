/// <reference lib="webworker" />
/** Opens the app without a network. Knows the shell and hashed files; never touches /api/ and holds nothing about anybody. */

const worker = self as unknown as ServiceWorkerGlobalScope;
const VERSION = "__VERSION__";
const FILES = "__FILES__" as unknown as string[];
const SHELL = "/w/";
const CACHE = "linli-phone"; // one for all versions: a page of the last version still finds its files
const SUPERSEDED = "/w/superseded";
const MARK = 'name="linli-phone"';
const KEPT_MS = 30 * 86400000;

worker.addEventListener("install", (event) => {
  event.waitUntil(install().then(() => worker.skipWaiting()));
});
worker.addEventListener("activate", (event) => {
  event.waitUntil(forgetOld().then(() => worker.clients.claim()));
});
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname.startsWith(SHELL)) event.respondWith(navigate(event.request));
  else if (url.pathname.startsWith("/static/phone/assets/")) event.respondWith(asset(event.request));
});

/** The shell is kept only together with all its files, so that what is cached always fits: half a new version is none. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const file of FILES) {
    if (await cache.match(file)) continue;
    const answer = await fetch(file);
    if (!isFile(answer)) throw new Error(`${file}: ${answer.status}`);
    await cache.put(file, answer);
  }
  const shell = await fetch(SHELL, { cache: "no-store", credentials: "same-origin" });
  const text = await shell.clone().text();
  if (!shell.ok || !text.includes(MARK) || !FILES.some((file) => text.includes(file))) throw new Error(`no shell of version ${VERSION}`);
  await cache.put(SHELL, shell);
}

/**
 * The whole version that is here, at once: neither a line that answers nothing nor half a version on the server is waited
 * for. The page asks for this worker anew each time it opens; a newer one brings its own whole version behind it.
 */
async function navigate(request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(SHELL)) || fetch(request);
}

async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const cached = await cache.match(request);
  if (cached) return cached;
  const answer = await fetch(request);
  if (isFile(answer)) await cache.put(request, answer.clone());
  return answer;
}

/** A portal answers every address with its own page. */
function isFile(answer: Response): boolean {
  return answer.ok && !answer.redirected && !(answer.headers.get("Content-Type") || "").startsWith("text/html");
}

/** Files of older versions go 30 days after the first version without them. */
async function forgetOld(): Promise<void> {
  const cache = await caches.open(CACHE);
  const known = await cache.match(SUPERSEDED);
  const since: Record<string, number> = known ? await known.json() : {};
  const now = Date.now();
  const kept: Record<string, number> = {};
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    if (!path.startsWith("/static/") || FILES.indexOf(path) >= 0) continue;
    const from = since[path] || now;
    if (now - from > KEPT_MS) await cache.delete(request);
    else kept[path] = from;
  }
  await cache.put(SUPERSEDED, new Response(JSON.stringify(kept)));
}
