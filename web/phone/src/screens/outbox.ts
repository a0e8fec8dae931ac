/** What is not with the server yet, what was sent back and why. */

import { html, nothing, type TemplateResult } from "lit-html";
import { putAside, saveToFile, seen, sendAgain } from "../actions";
import { mayGoAgain } from "../again";
import { dayOf, madeAt, momentOf } from "../clock";
import { round } from "../engine";
import { kindOf } from "../kinds";
import { isOfTime } from "../kinds/time";
import { conflictWords, fieldWord } from "../parts/conflict";
import { draft, set } from "../parts/draft";
import { heading } from "../parts/frame";
import { guarded } from "../parts/guarded";
import { isReadable } from "../readable";
import { nowTrue, state, type PictureRow } from "../state";
import type { Both, OutboxRecord } from "../types";
import { w, wordsOf, type Key } from "../words";

/** A cheap phone draws so many rows at once and no more. */
const AT_ONCE = 100;

export function outbox(): TemplateResult {
  const records = [...state.records].sort((a, b) => (a.id < b.id ? 1 : -1));
  const waiting = records.filter((record) => record.state === "waiting");
  const refused = records.filter((record) => record.state === "rejected");
  const conflicts = records.filter((record) => record.both);
  const unsent = [...waiting, ...refused];
  return html`<main>
    ${heading(w("outbox_title"), "/w/")}
    ${unsent.length
      ? html`<div class="keys two">
          <button type="button" class="key main" @click=${() => void round("now")}>${w("send_now")}</button>
          <button type="button" class="key" @click=${() => void saveToFile(unsent)}>${w("save_file")}</button>
        </div>`
      : state.pictures
        ? nothing
        : html`<p class="empty">${w("nothing_unsent")}</p>`}
    ${pictures()} ${allAgain(refused.filter(mayGoAgain))} ${group("rejected_head", refused, refusedRow)} ${group("conflict_head", conflicts, conflictRow)} ${group("waiting_head", waiting, plainRow)} ${group("delivered_head", ofToday(records).filter((record) => record.state === "delivered"), plainRow)}
  </main>`;
}

function allAgain(refused: readonly OutboxRecord[]): TemplateResult | typeof nothing {
  return refused.length > 1 ? html`<button type="button" class="key wide" @click=${() => void sendAgain(refused)}>${w("send_all_again", { n: refused.length })}</button>` : nothing;
}

/** Photographs travel apart: what is said here of the records is not held up by them. */
function pictures(): TemplateResult | typeof nothing {
  if (!state.pictures) return nothing;
  return html`<h2>${w("photos_head")} ${state.pictures}</h2><p class="soft">${w("photos_say")}</p>
    <ul class="records">${state.pictureRows.map(pictureRow)}</ul>`;
}

function pictureRow(row: PictureRow): TemplateResult {
  const head = html`<strong>${row.title}</strong><small>${momentOf(row.taken_at + state.everything.offset, nowTrue())} · ${Math.ceil(row.size / 1024)} KB</small>`;
  if (row.state === "waiting") return html`<li>${head}</li>`;
  const act = (what: "again" | "saveToFile" | "putAside"): void => void import("../pictures").then((module) => module[what](row.id));
  return html`<li class="refused">
    ${head}
    <p class="fault">${row.reason}</p>
    <div class="keys two">
      <button type="button" class="key" @click=${() => act("again")}>${w("photo_again")}</button>
      ${row.saved_to_file ? html`<button type="button" class="key" @click=${() => act("putAside")}>${w("delete_saved")}</button>` : html`<button type="button" class="key" @click=${() => act("saveToFile")}>${w("photo_save")}</button>`}
    </div>
  </li>`;
}

export function ofToday(records: readonly OutboxRecord[]): OutboxRecord[] {
  const today = dayOf(nowTrue());
  return records.filter(isReadable).filter((record) => dayOf(madeAt(record, state.everything.offset)) === today);
}

function group(head: Key, records: readonly OutboxRecord[], row: (record: OutboxRecord) => TemplateResult): TemplateResult | typeof nothing {
  if (!records.length) return nothing;
  const shown = draft(`shown-${head}`, () => ({ most: AT_ONCE }));
  const left = records.length - shown.most;
  return html`<h2>${w(head)} ${records.length}</h2>
    <ul class="records">${records.slice(0, shown.most).map(guarded(row))}</ul>
    ${left > 0 ? html`<button type="button" class="key wide" @click=${() => set(shown, { most: shown.most + AT_ONCE })}>${w("more_records", { n: Math.min(AT_ONCE, left) })}</button>` : nothing}`;
}

export function plainRow(record: OutboxRecord): TemplateResult {
  return html`<li>${head(record)}${record.reason ? html`<p class="soft">${record.reason}</p>` : nothing}</li>`;
}

function head(record: OutboxRecord): TemplateResult {
  return html`<strong>${record.about.title}</strong><span>${kindWord(record)} ${factWords(record)}</span><small>${momentOf(madeAt(record, state.everything.offset), nowTrue())}</small>`;
}

function refusedRow(record: OutboxRecord): TemplateResult {
  return html`<li class="refused">
    ${head(record)}
    <p class="fault">${record.reason || w("unreadable")}</p>
    ${Object.keys(record.fields).map((name) => html`<p class="fault">${record.fields[name]}</p>`)}
    <div class="keys two">
      <a class="key" href="/w/mend/${record.id}/">${w(isOfTime(record) ? "say_time" : "mend")}</a>
      ${mayGoAgain(record) && !isOfTime(record) ? html`<button type="button" class="key" @click=${() => void sendAgain([record])}>${w("send_again")}</button>` : nothing}
      ${record.saved_to_file
        ? html`<button type="button" class="key" @click=${() => void putAside(record.id)}>${w("delete_saved")}</button>`
        : html`<button type="button" class="key" @click=${() => void saveToFile([record])}>${w("put_aside")}</button>`}
    </div>
  </li>`;
}

function conflictRow(record: OutboxRecord): TemplateResult {
  const both = record.both || {};
  return html`<li>
    ${head(record)}
    ${Object.keys(both).map((name) => html`<p>${conflictWords(fieldWord(record.kind, name), both[name] as Both)}</p>`)}
    <button type="button" class="key" @click=${() => void seen(record.id)}>${w("known")}</button>
  </li>`;
}

/** What a record says, in few words; of a kind that is newer than this app, nothing. */
function factWords(record: OutboxRecord): string {
  const kind = kindOf(record.kind);
  return kind ? kind.said(record.data as never) : "";
}

function kindWord(record: OutboxRecord): string {
  const kind = kindOf(record.kind);
  return kind ? wordsOf(kind.words)("name") : record.kind;
}
