/** What is typed about one member before it is saved. */

import type { CheckData } from "./kinds/check";
import { tenthsOf, verdictOf } from "./reading";
import { standingOf } from "./slots";
import type { Stamp } from "./time";
import type { Channel, Outcome, Person, Protocol, Question, Site } from "./types";

export type Entry = {
  outcome: "" | Outcome;
  tenths: number | null;
  digits: string;
  symptoms: string[];
  antipyretic: boolean | null;
  outdoors: boolean;
  site: Site;
  note: string;
  answers: Record<string, string>;
  /** The low reading was taken again and is the same. */
  again: boolean;
  open: "" | "keypad" | "symptoms" | "more";
  /** When the first of it was entered: that is when they were seen, however late it is saved. */
  at?: Stamp | undefined;
};

export function emptyEntry(site: Site): Entry {
  return { outcome: "", tenths: null, digits: "", symptoms: [], antipyretic: null, outdoors: false, site, note: "", answers: {}, again: false, open: "" };
}

export function entryOf(data: CheckData): Entry {
  const digits = data.temperature_tenths === null ? "" : String(data.temperature_tenths);
  return { ...emptyEntry(data.site), outcome: data.outcome === "DONE" ? "" : data.outcome, tenths: data.temperature_tenths, digits, symptoms: data.symptoms, antipyretic: data.antipyretic, outdoors: data.outdoors, note: data.note, answers: data.answers || {} };
}

export function withDigits(entry: Entry, digits: string): Entry {
  return { ...entry, digits: digits.slice(0, 3), tenths: tenthsOf(digits.slice(0, 3)), outcome: "", again: false };
}

/** A quick button; the same one again takes it back. */
export function withTenths(entry: Entry, tenths: number): Entry {
  const next = entry.tenths === tenths ? null : tenths;
  return { ...entry, tenths: next, digits: next === null ? "" : String(next), outcome: "", again: false, open: entry.open === "keypad" ? "" : entry.open };
}

export function withSymptom(entry: Entry, code: string): Entry {
  const has = entry.symptoms.indexOf(code) >= 0;
  return { ...entry, outcome: "", symptoms: has ? entry.symptoms.filter((known) => known !== code) : [...entry.symptoms, code] };
}

/** Nobody home and refused stand instead of a reading. */
export function withOutcome(entry: Entry, outcome: Outcome): Entry {
  return entry.outcome === outcome ? { ...entry, outcome: "" } : { ...entry, outcome, tenths: null, digits: "", symptoms: [], open: "" };
}

/** What a tap changed, laid over what stands now: a second tap may come before the first was drawn. */
export function rebased({ now, drawn, next }: { now: Entry; drawn: Entry; next: Entry }): Entry {
  return { ...over(now, drawn, next), answers: over(now.answers || {}, drawn.answers || {}, next.answers || {}) };
}

function over<T extends object>(now: T, drawn: T, next: T): T {
  const laid = { ...now };
  for (const name of Object.keys({ ...drawn, ...next }) as (keyof T)[]) {
    if (next[name] === drawn[name]) continue;
    if (name in next) laid[name] = next[name];
    else delete laid[name];
  }
  return laid;
}

/** '' is no answer. */
export function withAnswer(entry: Entry, code: string, said: string): Entry {
  const answers = { ...entry.answers };
  if (!said) delete answers[code];
  else answers[code] = said;
  return { ...entry, answers, outcome: "" };
}

/** Nobody saw them in the session of this moment, and nothing that says so is typed: of them alone a word on the whole house speaks. */
export function isUnseen({ person, protocol, entry, nowMs }: { person: Person; protocol: Protocol; entry: Entry; nowMs: number }): boolean {
  return standingOf({ person, protocol, nowMs }) !== "done" && !entry.digits && !entry.symptoms.length;
}

export function isTouched(entry: Entry): boolean {
  return Boolean(entry.outcome || entry.digits || entry.symptoms.length || entry.note.trim() || entry.antipyretic !== null || answered(entry.answers));
}

/** Keep the moment of the first touch, until all is taken back. */
export function timed(entry: Entry, now: () => Stamp): Entry {
  if (!isTouched(entry)) return { ...entry, at: undefined };
  return entry.at ? entry : { ...entry, at: now() };
}

function answered(answers: Record<string, string> | undefined): boolean {
  return Object.keys(answers || {}).length > 0;
}

/** As the server reads a number. */
const NUMBER = /^-?\d{1,6}(\.\d{1,2})?$/;

export function isAnswer(question: Question, said: string | undefined): boolean {
  return question.kind !== "NUMBER" || !said || said === "UNKNOWN" || NUMBER.test(said);
}

export type Fault = "" | "bad_answer" | "out_of_range" | "measure_again" | "needs_reading";

export function faultOf(entry: Entry, protocol: Protocol): Fault {
  if (entry.outcome) return "";
  if (entry.digits && entry.tenths === null) return "out_of_range";
  if ((protocol.questions || []).some((question) => !isAnswer(question, (entry.answers || {})[question.code]))) return "bad_answer";
  const verdict = verdictOf({ tenths: entry.tenths, protocol });
  if (verdict === "refused") return "out_of_range";
  if (verdict === "again" && !entry.again) return "measure_again";
  if (verdict === "none" && !entry.symptoms.length) return "needs_reading";
  return "";
}

/** asked: the version whose questions stand on the screen. */
export function dataOf({ entry, observation, channel, asked }: { entry: Entry; observation: string; channel: Channel; asked: string }): CheckData {
  return {
    ...(!entry.outcome && answered(entry.answers) ? { asked_under: asked, answers: entry.answers } : {}),
    observation,
    outcome: entry.outcome || "DONE",
    channel,
    temperature_tenths: entry.tenths,
    symptoms: entry.symptoms,
    antipyretic: entry.antipyretic,
    site: entry.tenths === null ? "" : entry.site,
    device: "",
    outdoors: entry.tenths !== null && entry.outdoors,
    basis: {},
    note: entry.note.trim(),
  };
}
