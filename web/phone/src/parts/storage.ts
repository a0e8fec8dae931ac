/** What a phone says that could not keep something: where the thumb is, and never as trouble of the network. */

import { html, nothing, type TemplateResult } from "lit-html";
import { saveToFile } from "../actions";
import { countOf } from "../outbox";
import { redraw, state } from "../state";
import type { OutboxRecord } from "../types";
import { w, type Key } from "../words";
import { again } from "../screens/trouble";

/** Everything that is not with the server, on the disk or not. */
export function allUnsent(): OutboxRecord[] {
  return [...state.records.filter((record) => record.state !== "delivered"), ...state.full];
}

/** The database does not open, and nothing of it is in memory that could be looked at: a screen of its own says so. */
export function keepsNothing(): boolean {
  return Boolean(state.trouble) && !state.database && !state.everything.day;
}

/** Why the status bar is red whatever was sent; "": it is not. */
export function storageWords(): string {
  if (state.lost.length) return w("lost_title", { n: state.lost.length });
  if (state.full.length) return w("unwritten_n", { n: state.full.length });
  return state.trouble ? w(state.trouble === "full" ? "full_bar" : "trouble_bar") : "";
}

/** At the Save button: what was typed is still there, and what to do. */
export function notWritten(): TemplateResult | typeof nothing {
  if (!state.full.length) return nothing;
  return html`<div class="notice now" role="alert"><p>${w(state.trouble === "full" ? "full" : "not_saved")}</p>${fileKey()}</div>`;
}

/** As much as the notice covers, so that the form's end can be brought above it. */
export function roomForNotice(): TemplateResult | typeof nothing {
  return state.full.length ? html`<div class="end-room"></div>` : nothing;
}

/** A day that found no room; what a lost database had is back. */
export function storageNotices(): TemplateResult {
  const seen = (): void => {
    state.restored = 0;
    redraw();
  };
  return html`${state.trouble && !state.full.length && !keepsNothing() ? html`<div class="notice now" role="alert"><p>${w(`trouble_${state.trouble}` as Key)}</p><button type="button" class="key wide" @click=${again}>${w("try_again")}</button></div>` : nothing}
  ${state.restored ? html`<div class="notice soon" role="status"><p>${w("restored_n", { n: state.restored })}</p><button type="button" class="key" @click=${seen}>${w("known")}</button></div>` : nothing}`;
}

export function fileKey(): TemplateResult | typeof nothing {
  const all = allUnsent();
  return all.length ? html`<button type="button" class="key wide" @click=${() => void saveToFile(all)}>${w("save_all_n", { n: countOf(all).unsent })}</button>` : nothing;
}
