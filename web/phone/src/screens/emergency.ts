/** Something that cannot wait for the evening: reported within two hours. */

import { html, nothing, type TemplateResult } from "lit-html";
import { leave, saveMended, saveUrgent } from "../actions";
import { clockOf, madeAt, MINUTE_MS, momentOf } from "../clock";
import { EMERGENCY, type EmergencyData } from "../kinds/emergency";
import { factOf } from "../kinds/kind";
import { form as typedForm, set } from "../parts/draft";
import { choiceField, faultAt, key, longField, showFault } from "../parts/fields";
import { doorNamed, goingOn, saveForm } from "../parts/form";
import { endBar, heading } from "../parts/frame";
import { dialable, telLink } from "../parts/phones";
import { nowTrue, state } from "../state";
import { stamp, type Stamp } from "../time";
import type { OutboxRecord } from "../types";
import { w, wordsOf } from "../words";
import { choices, doorOf, grids } from "./data";

const t = wordsOf({
  zh: {
    emergency_title: "紧急情况",
    emergency_kind: "是什么事",
    emergency_words: "发生了什么",
    people: "几个人",
    fewer: "减一人",
    plus: "加一人",
    within_2h: "最迟 {at} 前要报到，还有 {n} 分钟",
    from_now: "从发现起，2 小时内要报到",
    found_at: "{at} 发现的",
    found_now: "刚刚才发现",
    report_now: "立即上报",
    call_also: "同时打电话",
  },
  en: {
    emergency_title: "Emergency",
    emergency_kind: "What is it",
    emergency_words: "What happened",
    people: "How many people",
    fewer: "One less",
    plus: "One more",
    within_2h: "To be reported by {at}, {n} min left",
    from_now: "To be reported within 2 hours of being found",
    found_at: "Found at {at}",
    found_now: "Found just now",
    report_now: "Report now",
    call_also: "Call as well",
  },
});

const LIMIT_MS = 120 * MINUTE_MS;
const OLD_MS = 10 * MINUTE_MS;
/** at: when the first of it was entered; from then on the hours count. */
type Draft = { data: EmergencyData; at?: Stamp | undefined; faults: Record<string, string> };

export function screen(householdId: string): TemplateResult {
  const door = doorOf(householdId);
  const first = grids()[0];
  if (!first) return html`<main><h1>${t("emergency_title")}</h1><p class="empty">${w("no_doors")}</p></main>`;
  const grid = door && door.here ? door.grid : first.code;
  const id = `emergency-${householdId}`;
  const typed = typedForm<Draft>({ key: id, door: householdId, make: () => ({ data: { emergency_kind: "", words: "", people: 1, household: door && door.here ? door.id : null, person: null, grid }, faults: {} }) });
  const finish = async (): Promise<void> => {
    const about = { household: typed.data.household, title: `${kindWord(typed.data.emergency_kind)} ${door ? door.address : ""}`.trim() };
    if (check(typed)) await saveForm({ key: id, door: householdId, typed, save: () => saveUrgent([{ fact: factOf(EMERGENCY, clean(typed)), about, at: typed.at }]), then: () => leave("/w/outbox/") });
  };
  const head = door ? html`${heading(t("emergency_title"), `/w/h/${householdId}/`)}<p class="soft">${door.address}</p>` : html`<h1>${t("emergency_title")}</h1>`;
  return form({ typed, head: html`${head} ${goingOn(id)}`, finish: () => void finish() });
}

export function mend(record: OutboxRecord): TemplateResult {
  const id = `mend-${record.id}`;
  const at = doorNamed(record);
  const typed = typedForm<Draft>({ key: id, door: at, make: () => ({ data: { ...(record.data as EmergencyData) }, at: timeOf(record), faults: { ...record.fields } }) });
  const finish = async (): Promise<void> => {
    if (check(typed)) await saveForm({ key: id, door: at, typed, save: () => saveMended(record, [{ fact: factOf(EMERGENCY, clean(typed)), about: record.about }]), then: () => leave("/w/outbox/") });
  };
  return form({ typed, head: html`${heading(t("emergency_title"), "/w/outbox/")} ${goingOn(id)}<p class="fault">${record.reason}</p>`, finish: () => void finish() });
}

function kindWord(code: string): string {
  return (state.everything.words && state.everything.words.emergencies[code]) || code;
}

function form({ typed, head, finish }: { typed: Draft; head: TemplateResult; finish: () => void }): TemplateResult {
  const { data, faults } = typed;
  const change = (changes: Partial<EmergencyData>): void => set(typed, { data: { ...typed.data, ...changes }, faults: {}, at: typed.at || stamp() });
  const found = typed.at && madeAt(typed.at, state.everything.offset);
  const grid = grids().find((known) => known.code === data.grid);
  const phones = grid ? dialable([...grid.secretaries, ...grid.doctors]) : [];
  return html`<main class="with-end">
      ${head}
      ${found ? deadline(found, () => set(typed, { at: stamp() })) : html`<p class="notice now">${t("from_now")}</p>`}
      <div class="one">${choiceField({ label: t("emergency_kind"), choices: choices(state.everything.words && state.everything.words.emergencies), value: data.emergency_kind, set: (code) => change({ emergency_kind: code }), fault: faults.emergency_kind })}</div>
      ${longField({ label: t("emergency_words"), value: data.words, set: (words) => change({ words }), fault: faults.words, max: 500 })}
      <div class="field" role="group" aria-label=${t("people")}>
        <span class="label">${t("people")}</span>
        <div class="keys three">
          ${key({ word: "−", label: t("fewer"), pressed: false, tap: () => change({ people: Math.max(1, typed.data.people - 1) }) })} <output class="reading">${data.people}</output>
          ${key({ word: "+", label: t("plus"), pressed: false, tap: () => change({ people: Math.min(999, typed.data.people + 1) }) })}
        </div>
        ${faultAt(faults.people, "people-e")}
      </div>
      ${grids().length > 1 && !data.household ? choiceField({ label: w("grid"), choices: grids().map((known): [string, string] => [known.code, known.name]), value: data.grid, set: (code) => change({ grid: code }), fault: faults.grid }) : nothing}
      ${phones.length ? html`<h2>${t("call_also")}</h2>${phones.map(telLink)}` : nothing}
    </main>
    ${endBar({ word: t("report_now"), tap: finish })}`;
}

/** again: it was found just now; what was entered before was of something else. */
function deadline(found: number, again: () => void): TemplateResult {
  const until = found + LIMIT_MS;
  const old = nowTrue() - found > OLD_MS;
  return html`<p class="notice now">${t("within_2h", { at: clockOf(until), n: Math.max(0, Math.round((until - nowTrue()) / MINUTE_MS)) })}</p>
    ${old ? html`<div class="keys"><span>${t("found_at", { at: momentOf(found, nowTrue()) })}</span>${key({ word: t("found_now"), pressed: false, tap: again })}</div>` : nothing}`;
}

function timeOf(record: OutboxRecord): Stamp | undefined {
  return record.clock && !record.time_said ? { claimed_at: record.claimed_at, clock: record.clock } : undefined;
}

function check(typed: Draft): boolean {
  const faults: Record<string, string> = {};
  if (!typed.data.emergency_kind) faults.emergency_kind = w("choose_one");
  if (!typed.data.words.trim()) faults.words = w("write_something");
  if (!Object.keys(faults).length) return true;
  set(typed, { faults });
  showFault();
  return false;
}

function clean(typed: Draft): EmergencyData {
  return { ...typed.data, words: typed.data.words.trim() };
}
