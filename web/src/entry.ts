// A form marked data-entry is typed downwards: one column, marked data-column, without the mouse.
const TYPED = "input, select, summary, button[type=submit]";

function isShown(part: HTMLElement): boolean {
  return part.offsetParent !== null && !(part instanceof HTMLInputElement && part.type === "hidden");
}

/** Return what stands before or after a part among those of a form that match, or undefined at its ends. */
function beside(form: HTMLFormElement, part: Element, matching: string, step: 1 | -1): HTMLElement | undefined {
  const parts = Array.from(form.querySelectorAll<HTMLElement>(matching)).filter((one) => one === part || isShown(one));
  const found = parts.filter((one) => one !== part).filter((one) => {
    const isAfter = (part.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    return step === 1 ? isAfter : !isAfter;
  });
  return step === 1 ? found[0] : found[found.length - 1];
}

function go(to: HTMLElement | undefined): void {
  to?.focus();
  if (to instanceof HTMLInputElement && to.dataset["column"] !== undefined) to.select();
}

/** Say whether an arrow would leave a part: in a text only at its end. */
function leaves(part: HTMLElement, key: string): boolean {
  if (!(part instanceof HTMLInputElement) || part.dataset["column"] === undefined) return true;
  if (part.selectionStart !== part.selectionEnd) return part.selectionEnd === part.value.length;
  return key === "ArrowRight" ? part.selectionEnd === part.value.length : part.selectionStart === 0;
}

function target(form: HTMLFormElement, part: HTMLElement, key: string): HTMLElement | undefined {
  const inColumn = "[data-column]";
  switch (key) {
    case "Enter":
      return beside(form, part, inColumn, 1) ?? beside(form, part, "button[type=submit]", 1);
    case "ArrowDown":
      return part.matches(inColumn) ? beside(form, part, inColumn, 1) : undefined;
    case "ArrowUp":
      return part.matches(inColumn) ? beside(form, part, inColumn, -1) : undefined;
    case "ArrowRight":
      return leaves(part, key) ? beside(form, part, TYPED, 1) : undefined;
    case "ArrowLeft":
      return leaves(part, key) ? beside(form, part, TYPED, -1) : undefined;
    default:
      return undefined;
  }
}

function isOwnKey(part: HTMLElement, key: string): boolean {
  if (part instanceof HTMLButtonElement || part instanceof HTMLAnchorElement) return true;
  // Radios are moved through by arrows, and a summary is opened by Enter.
  if (part instanceof HTMLInputElement && (part.type === "radio" || part.type === "datetime-local")) return key !== "Enter";
  return part.tagName === "SUMMARY" && key === "Enter";
}

/** Leave one stop of Tab in each row: the column. The rest of a row is reached by arrows. */
function keepToColumn(form: HTMLFormElement): void {
  form.querySelectorAll<HTMLElement>("[data-row] input, [data-row] select, [data-row] summary, [data-row-tick]").forEach((part) => {
    if (part.dataset["column"] === undefined) part.tabIndex = -1;
  });
}

/** Let forms marked data-entry be typed downwards; focus what is wrong, or the first question. */
export function typeDownwards(page: Document): void {
  page.querySelectorAll<HTMLFormElement>("form[data-entry]").forEach((form) => {
    keepToColumn(form);
    const first =
      form.querySelector<HTMLElement>(".field-wrong input:not([type=hidden]):not([type=checkbox])") ??
      form.querySelector<HTMLElement>("input[type=radio]");
    first?.focus();
    form.addEventListener("keydown", (event) => {
      const part = event.target;
      if (!(part instanceof HTMLElement) || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      if (isOwnKey(part, event.key)) return;
      const to = target(form, part, event.key);
      if (to === undefined && event.key !== "Enter") return;
      event.preventDefault();
      go(to);
    });
  });
}
