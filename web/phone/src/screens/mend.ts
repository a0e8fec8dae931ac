/** A record that was sent back, open again with what it said; mended, it is a new record. */

import { html, type TemplateResult } from "lit-html";
import { kindOf } from "../kinds";
import { isOfTime, TIME } from "../kinds/time";
import { heading } from "../parts/frame";
import { drawn } from "../parts/loading";
import { state } from "../state";
import { w } from "../words";

/** Of which screen: "" is the one that its fault calls for. */
export function mend(id: string, of = ""): TemplateResult {
  const record = state.records.find((known) => known.id === id && known.state === "rejected");
  return record && !of && isOfTime(record) ? drawn(TIME, (screens) => screens.mend(record)) : mendFact(id);
}

function mendFact(id: string): TemplateResult {
  const record = state.records.find((known) => known.id === id && known.state === "rejected");
  const kind = record && kindOf(record.kind);
  const cannot = html`<main>${heading(w("mending"), "/w/outbox/")}<p class="empty">${w(record ? "cannot_mend" : "nothing_unsent")}</p></main>`;
  if (!record || !kind) return cannot;
  return drawn(kind, (screens) => {
    try {
      return screens.mend(record);
    } catch {
      return cannot;
    }
  });
}
