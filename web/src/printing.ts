// A button marked data-print opens the browser's own printing; without script the browser's menu does.
export function printOnClick(page: Document): void {
  page.querySelectorAll<HTMLButtonElement>("button[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}
