// A page that names people is gone when nobody sits before it: after sign-out, when going back, on an idle shared computer.
const LEFT = "linli-left";
const SECOND_MS = 1000;

function empty(page: Document): void {
  const words = page.body.dataset["leftWords"] ?? "";
  const link = page.createElement("a");
  link.href = page.location.pathname + page.location.search;
  link.textContent = words;
  link.className = "left";
  page.body.textContent = "";
  page.body.appendChild(link);
  page.title = "Linli";
}

/** Empty the page on an idle shared computer (data-idle, seconds); count anew from every key and touch. */
function emptyWhenIdle(page: Document): void {
  const seconds = Number(page.body.dataset["idle"]);
  if (!seconds) return;
  let last = Date.now();
  for (const name of ["keydown", "pointerdown", "scroll"]) {
    page.addEventListener(name, () => { last = Date.now(); }, { passive: true });
  }
  const look = (): void => {
    if (Date.now() - last < seconds * SECOND_MS) return;
    window.clearInterval(timer);
    empty(page);
  };
  const timer = window.setInterval(look, SECOND_MS);
  page.addEventListener("visibilitychange", look);
}

/** Keep nothing of a signed-in page (data-signed-in) for whoever comes next; other windows are told of a sign-out. */
export function leaveNothing(page: Document): void {
  if (page.body.dataset["signedIn"] === undefined) return;
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && form.dataset["leaves"] !== undefined) {
      window.localStorage.setItem(LEFT, String(Date.now()));
    }
  });
  window.addEventListener("storage", (event) => {
    if (event.key === LEFT) empty(page);
  });
  // The browser's own memory of pages asks nobody; so the page empties itself and asks again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    empty(page);
    window.location.reload();
  });
  emptyWhenIdle(page);
}
