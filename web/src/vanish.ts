// Whole numbers leave the page after their time, and whenever the page is left; going back never shows them again.
const SECOND_MS = 1000;

interface Shown {
  readonly box: HTMLElement;
  readonly back: string;
  readonly until: number;
}

function take(box: HTMLElement): void {
  box.querySelectorAll("[data-vanish-what]").forEach((what) => (what.textContent = ""));
}

function tick(shown: Shown, timer: number): void {
  const left = Math.max(0, Math.ceil((shown.until - Date.now()) / SECOND_MS));
  const word = shown.box.querySelector("[data-vanish-left]");
  if (word) word.textContent = String(left);
  if (left > 0) return;
  window.clearInterval(timer);
  take(shown.box);
  window.location.replace(shown.back);
}

/** Count the seconds of a box marked data-vanish down, then empty it and go to data-vanish-back. */
export function vanish(page: Document): void {
  page.querySelectorAll<HTMLElement>("[data-vanish]").forEach((box) => {
    const seconds = Number(box.dataset["vanish"]);
    const shown = { box, back: box.dataset["vanishBack"] ?? "/", until: Date.now() + seconds * SECOND_MS };
    const timer = window.setInterval(() => tick(shown, timer), SECOND_MS);
    // Leaving takes the page's place, so that going back never asks to send the reason once more.
    page.querySelectorAll("[data-vanish-done]").forEach((link) => {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        window.location.replace(shown.back);
      });
    });
    window.addEventListener("pagehide", () => take(box));
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) window.location.replace(shown.back);
    });
  });
}
