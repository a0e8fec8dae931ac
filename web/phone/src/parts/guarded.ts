/** A record that cannot be drawn never stops the drawing of others, nor its own sending. */

import { html, type TemplateResult } from "lit-html";
import { saveToFile } from "../actions";
import type { OutboxRecord } from "../types";
import { w } from "../words";

export function guarded(draw: (record: OutboxRecord) => TemplateResult): (record: OutboxRecord) => TemplateResult {
  return (record) => {
    try {
      return draw(record);
    } catch {
      return unreadable(record);
    }
  };
}

function unreadable(record: OutboxRecord): TemplateResult {
  return html`<li>
    <p>${w(record.state === "waiting" ? "unreadable_waits" : "unreadable_here")}</p>
    <small>${String(record.kind)} ${String(record.id)}</small>
    <button type="button" class="key" @click=${() => void saveToFile([record])}>${w("save_file")}</button>
  </li>`;
}
