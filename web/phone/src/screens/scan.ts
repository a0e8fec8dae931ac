/** Open a door by the code on its paper: a photograph, so it works on plain http too, or its last 8 signs typed. */

import { html, nothing, type TemplateResult } from "lit-html";
import { leave } from "../actions";
import { draft, set } from "../parts/draft";
import { textField } from "../parts/fields";
import { heading } from "../parts/frame";
import { icon } from "../parts/icons";
import { householdIn } from "../code";
import { state } from "../state";
import { w, type Key } from "../words";

type Draft = { say: "" | Key; code: string };

export function scan(): TemplateResult {
  const typed = draft<Draft>("scan", () => ({ say: "", code: "" }));
  const photographed = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const file = field.files && field.files[0];
    if (!file) return;
    set(typed, { say: "reading_photo" });
    const { read } = await import("../photo");
    const text = await read(file);
    field.value = "";
    if (text === null) set(typed, { say: "no_code" });
    else open(text, typed, "wrong_code");
  };
  return html`<main>
    ${heading(w("scan_title"), "/w/")}
    <label class="key main wide camera">${icon("scan")}${w("take_photo")}<input type="file" accept="image/*" capture="environment" @change=${(event: Event) => void photographed(event)} /></label>
    ${typed.say ? html`<p class=${typed.say === "reading_photo" ? "notice" : "fault"} role="alert">${w(typed.say)}</p>` : nothing}
    ${textField({ label: w("type_code"), value: typed.code, max: 36, set: (code) => set(typed, { code, say: "" }) })}
    <button type="button" class="key wide" @click=${() => open(typed.code, typed, "code_unknown")}>${w("open_door")}</button>
  </main>`;
}

function open(text: string, typed: Draft, unreadable: Key): void {
  const found = householdIn({ text, known: state.everything.households.map((household) => household.id) });
  if (found === "unreadable") set(typed, { say: unreadable });
  else if (found === "unknown") set(typed, { say: "code_unknown" });
  else {
    set(typed, { say: "", code: "" });
    leave(`/w/h/${found.id}/`);
  }
}
