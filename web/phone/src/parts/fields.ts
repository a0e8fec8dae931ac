/** Fields large enough for a thumb; a fault stands at its field. */

import { html, nothing, type TemplateResult } from "lit-html";

let fieldNumber = 0;
const ids = new Map<string, string>();
function idOf(label: string): string {
  let id = ids.get(label);
  if (!id) {
    id = `f${++fieldNumber}`;
    ids.set(label, id);
  }
  return id;
}

type Text = { label: string; value: string; set: (value: string) => void; fault?: string | undefined; hint?: string; type?: string; mode?: string; max?: number; placeholder?: string };

export function textField({ label, value, set, fault, hint, type = "text", mode = "text", max = 200, placeholder = "" }: Text): TemplateResult {
  const id = idOf(label);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} type=${type} inputmode=${mode} maxlength=${max} autocomplete="off" placeholder=${placeholder} .value=${value} aria-invalid=${fault ? "true" : "false"} aria-describedby="${id}h ${id}e"
      @input=${(event: Event) => set((event.target as HTMLInputElement).value)} />
    ${hint ? html`<small id="${id}h">${hint}</small>` : nothing} ${faultAt(fault, `${id}e`)}
  </div>`;
}

export function longField({ label, value, set, fault, max = 200 }: Text): TemplateResult {
  const id = idOf(label);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <textarea id=${id} rows="3" maxlength=${max} .value=${value} aria-invalid=${fault ? "true" : "false"} aria-describedby="${id}e" @input=${(event: Event) => set((event.target as HTMLTextAreaElement).value)}></textarea>
    ${faultAt(fault, `${id}e`)}
  </div>`;
}

export function faultAt(fault: string | undefined, id: string): TemplateResult | typeof nothing {
  return fault ? html`<p class="fault" id=${id} role="alert">${fault}</p>` : nothing;
}

type Choice = { label: string; choices: readonly [string, string][]; value: string; set: (value: string) => void; fault?: string | undefined };

/** One of few, as buttons; the name of the group is read out with them. */
export function choiceField({ label, choices, value, set, fault }: Choice): TemplateResult {
  if (!choices.length) return html``;
  const id = idOf(label);
  return html`<div class="field" role="group" aria-labelledby=${id}>
    <span class="label" id=${id}>${label}</span>
    <div class="keys">${choices.map(([code, word]) => key({ word, pressed: value === code, tap: () => set(code) }))}</div>
    ${faultAt(fault, `${id}e`)}
  </div>`;
}

export function key({ word, pressed, tap, label }: { word: string | TemplateResult; pressed: boolean; tap: () => void; label?: string }): TemplateResult {
  return html`<button type="button" class="key" aria-pressed=${pressed ? "true" : "false"} aria-label=${label || nothing} @click=${tap}>${word}</button>`;
}

/** Bring what is asked into view. */
export function showAsked(): void {
  setTimeout(() => {
    const asked = document.querySelector("main [role=alert]");
    if (asked) asked.scrollIntoView({ block: "center" });
  }, 0);
}

/** Move what was just opened above the save button, so that all of it can be tapped. */
export function showWhole(selector: string): void {
  setTimeout(() => {
    const shown = document.querySelector(selector);
    const end = document.querySelector(".end");
    if (!shown || !end) return;
    const hidden = shown.getBoundingClientRect().bottom + 8 - end.getBoundingClientRect().top;
    if (hidden > 0) window.scrollBy(0, hidden);
  }, 0);
}

/** Bring the first fault into view, right after it was drawn: nothing moves under a thumb later. */
export function showFault(): void {
  setTimeout(() => {
    const fault = document.querySelector(".fault");
    if (fault) fault.scrollIntoView({ block: "center" });
  }, 0);
}
