/** One member at the door: a reading in one tap, everything else behind three buttons. */

import { html, nothing, type TemplateResult } from "lit-html";
import { momentOf } from "../clock";
import { isTouched, withDigits, withOutcome, withSymptom, withTenths, type Entry, type Fault } from "../entry";
import { degrees, needsDoctor, verdictOf } from "../reading";
import { slotNow, standingOf } from "../slots";
import { nowTrue, state } from "../state";
import type { Outcome, Person, Protocol, Site } from "../types";
import { w, type Key } from "../words";
import { sessionWord, symptomWord } from "./codes";
import { faultAt, key, longField, showWhole } from "./fields";
import { clockWords } from "./frame";
import { telLinks } from "./phones";
import { questions } from "./questions";

const QUICK = [362, 364, 365, 366, 368];
const SITES: Site[] = ["AXILLA", "FOREHEAD", "WRIST", "EAR"];

type Shown = { person: Person; protocol: Protocol; grid: string; entry: Entry; fault: Fault; set: (entry: Entry) => void };

export function member({ person, protocol, grid, entry, fault, set }: Shown): TemplateResult {
  const verdict = verdictOf({ tenths: entry.tenths, protocol });
  const alarming = verdict !== "refused" && needsDoctor({ tenths: entry.tenths, symptoms: entry.symptoms, protocol });
  const toggle = (open: Entry["open"]): void => {
    set({ ...entry, open: entry.open === open ? "" : open });
    if (open === "keypad" && entry.open !== open) showWhole(".pad");
  };
  return html`<section class="member ${isTouched(entry) ? "touched" : ""}" aria-label=${person.name}>
    ${who(person, protocol)}
    <div class="keys five">${QUICK.map((tenths) => key({ word: degrees(tenths), pressed: entry.tenths === tenths, tap: () => set(withTenths(entry, tenths)) }))}</div>
    <div class="keys three">
      ${key({ word: entry.tenths !== null && QUICK.indexOf(entry.tenths) < 0 ? `${degrees(entry.tenths)} ℃` : w("other_temp"), pressed: entry.open === "keypad" || (entry.tenths !== null && QUICK.indexOf(entry.tenths) < 0), tap: () => toggle("keypad") })}
      ${key({ word: entry.symptoms.length ? w("symptoms_n", { n: entry.symptoms.length }) : w("symptoms"), pressed: entry.open === "symptoms" || entry.symptoms.length > 0, tap: () => toggle("symptoms") })}
      ${key({ word: entry.outcome ? w(entry.outcome === "REFUSED" ? "refused" : "nobody_home") : w("more_of"), pressed: entry.open === "more" || Boolean(entry.outcome), tap: () => toggle("more") })}
    </div>
    ${entry.open === "keypad" ? keypad(entry, set) : nothing}
    ${alarming ? html`<div class="alarm" role="alert"><h3>${w("tell_doctor", { said: saidOf(entry, protocol) })}</h3>${telLinks(grid)}</div>` : nothing}
    ${verdict === "again" && !entry.again
      ? html`<div class="notice soon" role="alert"><p>${w("measure_again", { t: degrees(entry.tenths as number) })}</p>${key({ word: w("same_again", { t: degrees(entry.tenths as number) }), pressed: false, tap: () => set({ ...entry, again: true }) })}</div>`
      : nothing}
    ${verdict === "refused" || fault === "out_of_range" ? faultAt(w("out_of_range", { low: degrees(protocol.lowest_tenths), high: degrees(protocol.highest_tenths) }), `e-${person.id}`) : nothing}
    ${fault === "needs_reading" ? faultAt(w("needs_reading"), `e-${person.id}`) : nothing}
    ${questions({ asked: protocol.questions || [], entry, fault, set })}
    ${entry.open === "symptoms" ? symptoms(entry, protocol, set) : nothing} ${entry.open === "more" ? more(entry, set) : nothing}
  </section>`;
}

/** "体温 37.8 ℃，有症状：咳嗽": what calls the doctor. */
export function saidOf(entry: Pick<Entry, "tenths" | "symptoms">, protocol: Protocol): string {
  const parts: string[] = [];
  if (entry.tenths !== null && entry.tenths >= protocol.fever_tenths) parts.push(w("fever_is", { t: degrees(entry.tenths) }));
  if (entry.symptoms.length) parts.push(w("has_symptoms", { list: entry.symptoms.map(symptomWord).join(state.language === "en" ? ", " : "、") }));
  return parts.join(state.language === "en" ? ", " : "，");
}

function who(person: Person, protocol: Protocol): TemplateResult {
  const now = nowTrue();
  const slot = slotNow({ person, protocol, nowMs: now });
  const standing = standingOf({ person, protocol, nowMs: now });
  const last = person.last;
  return html`<div class="who">
      <h2>${person.name} <span class="soft">${w("day_n", { n: person.day_number })}</span></h2>
      <span class="chip ${standing}">${slot ? `${sessionWord(slot.session)} ` : ""}${w(`S_${standing}` as Key)}</span>
    </div>
    <p class="soft">${slot ? w("answering", { slot: sessionWord(slot.session) }) : w("no_slot")}${slot && standing !== "done" ? ` · ${w("due_by", { at: clockWords(slot.due_at) })}` : nothing}
      ${last ? html`<br />` : nothing}${last ? w("last_read", { t: last.temperature_tenths === null ? "—" : degrees(last.temperature_tenths), at: momentOf(Date.parse(last.at), now), by: last.by }) : nothing}</p>
    ${person.visit ? html`<p class="notice soon">${w("visit_only")}</p>` : nothing} ${person.alert ? html`<p class="chip overdue">${w("has_alert")}</p>` : nothing}`;
}

function keypad(entry: Entry, set: (entry: Entry) => void): TemplateResult {
  const digits = entry.digits;
  const shown = digits.length > 2 ? `${digits.slice(0, 2)}.${digits.slice(2)}` : digits ? `${digits}${digits.length === 2 ? "." : ""}` : "";
  const press = (digit: string): void => set(withDigits(entry, digits.length >= 3 ? digit : digits + digit));
  return html`<div class="pad" role="group" aria-label=${w("keypad")}>
    <output class="reading" aria-label=${w("temperature")}>${shown || "—"} ℃</output>
    ${["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => key({ word: digit, pressed: false, tap: () => press(digit) }))}
    ${key({ word: "⌫", label: w("delete_digit"), pressed: false, tap: () => set(withDigits(entry, digits.slice(0, -1))) })} ${key({ word: "0", pressed: false, tap: () => press("0") })}
    ${key({ word: "✓", label: w("save"), pressed: false, tap: () => set({ ...entry, open: "" }) })}
  </div>`;
}

function symptoms(entry: Entry, protocol: Protocol, set: (entry: Entry) => void): TemplateResult {
  return html`<div class="keys two">${protocol.symptoms.map((code) => key({ word: symptomWord(code), pressed: entry.symptoms.indexOf(code) >= 0, tap: () => set(withSymptom(entry, code)) }))}</div>`;
}

function more(entry: Entry, set: (entry: Entry) => void): TemplateResult {
  const outcome = (code: Outcome, word: Key): TemplateResult => key({ word: w(word), pressed: entry.outcome === code, tap: () => set(withOutcome(entry, code)) });
  return html`<div class="keys two">
      ${outcome("NOBODY_HOME", "nobody_home")} ${outcome("REFUSED", "refused")}
      ${key({ word: w("antipyretic"), pressed: entry.antipyretic === true, tap: () => set({ ...entry, antipyretic: entry.antipyretic === true ? null : true }) })}
      ${key({ word: w("outdoors"), pressed: entry.outdoors, tap: () => set({ ...entry, outdoors: !entry.outdoors }) })}
    </div>
    <p class="label">${w("site")}</p>
    <div class="keys three">${SITES.map((site) => key({ word: w(site as Exclude<Site, "">), pressed: entry.site === site, tap: () => set({ ...entry, site: entry.site === site ? "" : site }) }))}</div>
    ${longField({ label: w("note"), value: entry.note, set: (note) => set({ ...entry, note }) })}`;
}

