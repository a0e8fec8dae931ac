// The temperature keypad: large buttons that fill a plain text field, and a word about what they say.
import { tenths, tidy, verdict, type Limits, type Verdict } from "./reading";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "C", "0", "<"];
const WHOLE = /^\d{2}\.\d/;

interface Keypad {
  readonly panel: HTMLElement;
  readonly field: HTMLInputElement;
}

function inTenths(value: string | undefined, otherwise: number): number {
  return value === undefined ? otherwise : Math.round(Number(value) * 10);
}

function limitsOf(panel: HTMLElement): Limits {
  const set = panel.dataset;
  return {
    lowest: inTenths(set["lowest"], -Infinity),
    highest: inTenths(set["highest"], Infinity),
    remeasure: inTenths(set["remeasure"], -Infinity),
    fever: inTenths(set["fever"], Infinity),
  };
}

function textOf(panel: HTMLElement, found: Verdict): string {
  return panel.dataset[`${found}Text`] ?? "";
}

function show({ panel, field }: Keypad): void {
  const found = verdict(tenths(field.value), limitsOf(panel));
  panel.dataset["verdict"] = found;
  const word = panel.querySelector<HTMLElement>("[data-keypad-word]");
  if (word) word.textContent = textOf(panel, found);
  panel.querySelectorAll<HTMLButtonElement>("[data-reading]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset["reading"] === field.value));
  });
}

function write(keypad: Keypad, text: string): void {
  keypad.field.value = tidy(text);
  show(keypad);
}

/** Press one key: a digit, C for clear, < for the last character. A digit after a whole reading begins a new one. */
function press(keypad: Keypad, key: string): void {
  const now = keypad.field.value;
  if (key === "C") write(keypad, "");
  else if (key === "<") write(keypad, now.replace(/\.?.$/, ""));
  else write(keypad, WHOLE.test(now) ? key : now + key);
}

function button(text: string, style: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn keypad-key ${style}`;
  made.textContent = text;
  return made;
}

function row(style: string, label: string | undefined, keys: HTMLButtonElement[]): HTMLElement {
  const made = document.createElement("div");
  made.className = style;
  made.setAttribute("role", "group");
  if (label) made.setAttribute("aria-label", label);
  keys.forEach((key) => made.appendChild(key));
  return made;
}

function quickKeys(keypad: Keypad): HTMLElement {
  const readings = (keypad.panel.dataset["quick"] ?? "").split(" ").filter(Boolean);
  const keys = readings.map((reading) => {
    const key = button(reading, "keypad-quick-key");
    key.dataset["reading"] = reading;
    key.addEventListener("click", () => write(keypad, reading));
    return key;
  });
  return row("keypad-quick", keypad.panel.dataset["quickLabel"], keys);
}

function digitKeys(keypad: Keypad): HTMLElement {
  const names: Record<string, string | undefined> = {
    C: keypad.panel.dataset["clearLabel"],
    "<": keypad.panel.dataset["backLabel"],
  };
  const keys = DIGITS.map((digit) => {
    const key = button(names[digit] ?? digit, digit in names ? "keypad-word-key" : "keypad-digit-key");
    key.addEventListener("click", () => press(keypad, digit));
    return key;
  });
  return row("keypad-digits", keypad.panel.dataset["digitsLabel"], keys);
}

function typesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

/** Let digits typed anywhere on the page fill the field, and Enter on no control send the form. */
function listenToKeyboard(keypad: Keypad): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typesText(event.target)) return;
    if (/^\d$/.test(event.key)) press(keypad, event.key);
    else if (event.key === "Backspace") press(keypad, "<");
    else if (event.key === "Enter" && event.target === document.body) keypad.field.form?.querySelector<HTMLButtonElement>("button[type=submit]")?.click();
    else return;
    event.preventDefault();
  });
}

function build(panel: HTMLElement): void {
  const field = document.getElementById(panel.dataset["keypad"] ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  const keypad = { panel, field };
  panel.appendChild(quickKeys(keypad));
  panel.appendChild(digitKeys(keypad));
  field.addEventListener("input", (event) => {
    // While characters are taken away nothing is put in; and a Chinese input method first finishes its word.
    const deletes = event instanceof InputEvent && (event.isComposing || event.inputType.startsWith("delete"));
    if (!deletes) field.value = tidy(field.value.replace(/\s$/, "."));
    show(keypad);
  });
  field.addEventListener("compositionend", () => write(keypad, field.value));
  listenToKeyboard(keypad);
  show(keypad);
}

/** Build the keypad of every element with data-keypad="id of the field". */
export function keypads(page: Document): void {
  page.querySelectorAll<HTMLElement>("[data-keypad]").forEach(build);
}
