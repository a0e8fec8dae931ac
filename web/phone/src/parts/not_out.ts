/** An emergency that has not left this phone: in red on every page, with whom to ring instead, until it is delivered. */

import { html, nothing, type TemplateResult } from "lit-html";
import { state } from "../state";
import type { Phone } from "../types";
import { emergenciesNotOut } from "../ways";
import { w } from "../words";
import { span } from "./frame";
import { dialable, telLink } from "./phones";

export function notOut(): TemplateResult | typeof nothing {
  const records = emergenciesNotOut();
  const first = records[0];
  if (!first) return nothing;
  const since = Math.min(...records.map((record) => Date.parse(record.claimed_at) || Date.now()));
  const phones = toRing(String((first.data as { grid?: unknown } | null)?.grid || ""));
  return html`<section class="alarm" role="alert">
    <h2>${w("not_out", { span: span(Math.max(0, Date.now() - since)) })}</h2>
    ${state.locked ? nothing : records.map((record) => html`<p>${record.about.title}</p>`)}
    ${phones.length ? html`<p>${w("not_out_ring")}</p><div class="keys two">${phones.map(telLink)}</div>` : html`<p>${w(state.locked ? "not_out_unlock" : "not_out_go")}</p>`}
  </section>`;
}

/** The secretary first, whose report it becomes, then the doctor. */
function toRing(code: string): Phone[] {
  const grids = state.everything.day ? state.everything.day.grids : [];
  const grid = grids.find((known) => known.code === code) || grids[0];
  return grid ? dialable([...grid.secretaries, ...grid.doctors]) : [];
}
