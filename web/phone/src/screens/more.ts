/** Where to go that is not gone to every hour. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Drawable } from "../kinds/load";
import { countOf } from "../outbox";
import { state } from "../state";
import { w, type Both } from "../words";

/** A file of its own: nobody opens the doors with it. */
export const SETTINGS: Drawable<{ settings: () => TemplateResult }> & { words: Both<"name"> } = {
  code: "settings",
  words: { zh: { name: "设置" }, en: { name: "Settings" } },
  screens: () => import("./settings"),
};

export function more(): TemplateResult {
  const link = (path: string, words: string, note: string): TemplateResult => html`<a class="key wide left" href=${path}>${words}${note ? html`<span class="soft">${note}</span>` : nothing}</a>`;
  const count = countOf(state.records);
  return html`<main>
    <h1>${w("more_title")}</h1>
    ${link("/w/changes/", w("changes_link"), state.everything.changes.length ? String(state.everything.changes.length) : "")} ${link("/w/outbox/", w("outbox_link"), count.unsent ? String(count.unsent) : "")} ${link("/w/scan/", w("scan"), "")}
    ${link("/w/settings/", w("settings_link"), state.everything.day ? state.everything.day.name : "")}
  </main>`;
}
