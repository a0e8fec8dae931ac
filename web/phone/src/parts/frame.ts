/** What stands on every screen: how much is unsent, fevers to be told, where to go. */

import { html, nothing, type TemplateResult } from "lit-html";
import { CLOCK_OFF_MS } from "../account";
import { keepAlarms, undo } from "../actions";
import { clockOf, momentOf, MINUTE_MS } from "../clock";
import { kindsOf } from "../kinds";
import type { AnyKind } from "../kinds/kind";
import { countOf } from "../outbox";
import { nowTrue, state, type Alarm } from "../state";
import { isUnsure } from "../time";
import { w, wordsOf } from "../words";
import { drawing, icon } from "./icons";
import { telLinks } from "./phones";
import { notWritten, roomForNotice, storageNotices, storageWords } from "./storage";
import { mustAct, reasonLine, reasonWords } from "./why";

export function statusBar(): TemplateResult {
  const count = countOf(state.records);
  const loss = storageWords();
  const kind = loss || mustAct() || count.rejected ? "bad" : count.waiting ? "wait" : "good";
  const words = loss ? loss : count.rejected ? w("rejected_n", { n: count.rejected }) : count.waiting ? w("unsent_n", { n: count.waiting }) : w("all_sent");
  const also = count.rejected && count.waiting ? w("unsent_n", { n: count.waiting }) : "";
  const at = state.lastSuccess ? w("last_success", { at: momentOf(state.lastSuccess + state.everything.offset, nowTrue()) }) : w("never_success");
  const issuer = state.everything.day && state.everything.day.by_code_of;
  return html`<header class="status ${kind}">
    ${mustAct() ? reasonLine() : issuer ? html`<span class="status-line">${w("by_code_of", { name: issuer })}</span>` : nothing}
    ${state.database || loss ? html`<div role="status"><a class="status-line" href="/w/outbox/">
      <strong>${icon(kind === "good" ? "done" : "up")}${words}</strong>
      <small>${also ? html`${also} · ` : nothing}${state.net === "working" ? w("sending") : reasonWords() || at}</small>
    </a></div>` : nothing}
  </header>`;
}

export function notices(): TemplateResult {
  const off = state.everything.offset;
  return html`
    ${state.urgent ? html`<a class="notice now urgent" role="alert" href="/emergencies/next/">${w("urgent_n", { n: state.urgent })}</a>` : nothing}
    ${state.newer ? html`<button type="button" class="key wide" @click=${() => location.reload()}>${w("newer_page")}</button>` : nothing}
    ${state.offlineReady === "no" ? html`<p class="notice soon">${w("no_offline")}</p>` : nothing}
    ${state.othersUnsent ? html`<p class="notice">${w("others_unsent", { n: state.othersUnsent })}</p>` : nothing}
    ${isUnsure() ? html`<p class="notice soon">${w("clock_moved")}</p>` : nothing} ${Math.abs(off) > CLOCK_OFF_MS ? clockOff(off) : nothing}
    ${storageNotices()}
  `;
}

/** A clock that is put right before what waits has gone leaves its records asked about: they go first. */
function clockOff(off: number): TemplateResult {
  const said = { direction: w(off < 0 ? "fast" : "slow"), span: span(Math.abs(off)), n: countOf(state.records).waiting };
  return said.n ? html`<a class="notice soon" href="/w/outbox/">${w("clock_off_first", said)}</a>` : html`<p class="notice soon">${w("clock_off", said)}</p>`;
}

export function span(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  return minutes < 60 ? w("minutes_n", { n: minutes }) : w("hours_n", { n: Math.round(minutes / 6) / 10 });
}

/** Fevers to be told: on the list and at the doors, until the worker says it is done. */
export function alarms(): TemplateResult[] {
  return state.alarms.map(alarmPanel);
}

function alarmPanel(alarm: Alarm): TemplateResult {
  return html`<section class="alarm" role="alert">
    <h2>${w("tell_doctor", { said: alarm.said })}</h2>
    <p>${alarm.title}</p>
    ${telLinks(alarm.grid)}
    <button type="button" class="key" @click=${() => void keepAlarms(state.alarms.filter((other) => other.id !== alarm.id))}>${w("told")}</button>
  </section>`;
}

export function toast(): TemplateResult | typeof nothing {
  const shown = state.toast;
  if (!shown || shown.until <= Date.now()) return nothing;
  return html`<div class="toast" role="status"><span>${shown.words}</span>${shown.undo.length ? html`<button type="button" class="key" @click=${() => void undo()}>${w("undo")}</button>` : nothing}</div>`;
}

/** The doors, what may be told away from them, the day in numbers and the rest. */
export function navigation(page: string): TemplateResult {
  const link = (name: string, path: string, picture: TemplateResult, word: string): TemplateResult => html`<a href=${path} aria-current=${name === page ? "page" : nothing}>${picture}${word}</a>`;
  const kinds = kindsHere().map((kind) => (kind.place ? link(kind.page, `/w/${kind.page}/`, drawing(kind.place.icon), wordsOf(kind.place.words)("name")) : nothing));
  return html`<nav class="places">
    ${link("", "/w/", icon("door"), w("doors"))}${kinds}${link("tally", "/w/tally/", icon("tally"), w("tally"))}${link("more", "/w/more/", icon("more"), w("more"))}
  </nav>`;
}

/** What this worker may bring, as far as the phone knows. */
export function kindsHere(): AnyKind[] {
  return kindsOf(state.everything.day && state.everything.day.kinds);
}

export function heading(title: string, back: string = "/w/more/"): TemplateResult {
  return html`<div class="heading"><a class="key" href=${back} aria-label=${w("back")}>${icon("back")}</a><h1>${title}</h1></div>`;
}

/** The save button, where the thumb is. */
export function endBar({ word, tap }: { word: string; tap: () => void }): TemplateResult {
  return html`${roomForNotice()}<div class="end">${notWritten()}<button type="button" class="key main" @click=${tap}>${word}</button></div>`;
}

export function clockWords(iso: string): string {
  return clockOf(Date.parse(iso));
}
