/** A form from its first letter to its save: goes on where it was left, is saved once, and comes back with its undo. */

import { html, nothing, type TemplateResult } from "lit-html";
import { redraw, state } from "../state";
import type { OutboxRecord } from "../types";
import { w } from "../words";
import { drop, goesOn } from "./draft";
import { key as button } from "./fields";

/** What is being saved, or was: a second tap finds it here until the form is given back anew. */
const spent = new WeakSet<object>();

type Saving = { key: string; door: string; typed: object; save: () => Promise<boolean>; then: () => void | Promise<void> };

/** Save a form once, however often its button is tapped. One that could not be saved stays as it was typed. */
export async function saveForm({ key, door, typed, save, then }: Saving): Promise<void> {
  if (spent.has(typed)) return;
  spent.add(typed);
  const path = location.pathname;
  const copy = JSON.parse(JSON.stringify(typed)) as object;
  let saved = false;
  try {
    saved = await save();
  } finally {
    if (!saved) spent.delete(typed);
  }
  if (!saved) return;
  if (state.toast) state.toast.form = { key, door, typed: copy, path };
  drop(key);
  await then();
}

/** Says that a form goes on with what was typed before, and lets it go. */
export function goingOn(key: string): TemplateResult | typeof nothing {
  if (!goesOn(key)) return nothing;
  const discard = (): void => {
    drop(key);
    redraw();
  };
  return html`<div class="notice going-on" role="status"><span>${w("goes_on")}</span>${button({ word: w("discard"), pressed: false, tap: discard })}</div>`;
}

/** The household that a record is of; '' where it names none. */
export function doorNamed(record: OutboxRecord): string {
  return (record.about && record.about.household) || "";
}
