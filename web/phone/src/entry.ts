/** What is typed about one member before it is saved. */

import type { CheckData } from "./kinds/check";
import { tenthsOf, verdictOf } from "./reading";
import { standingOf } from "./slots";
import type { Stamp } from "./time";
import type { Channel, Outcome, Person, Protocol, Site } from "./types";

export type Entry = {
  outcome: "" | Outcome;
  tenths: number | null;
  digits: string;
  symptoms: string[];
  antipyretic: boolean | null;
  outdoors: boolean;
  site: Site;
  note: string;
  /** The low reading was taken again and is the same. */
  again: boolean;
  open: "" | "keypad" | "symptoms" | "more";
  /** When the first of it was entered: that is when they were seen, however late it is saved. */
  at?: Stamp | undefined;
};

export function emptyEntry(site: Site): Entry {
  return { outcome: "", tenths: null, digits: "", symptoms: [], antipyretic: null, outdoors: false, site, note: "", again: false, open: "" };
}

export function entryOf(data: CheckData): Entry {
  const digits = data.temperature_tenths === null ? "" : String(data.temperature_tenths);
  return { ...emptyEntry(data.site), outcome: data.outcome === "DONE" ? "" : data.outcome, tenths: data.temperature_tenths, digits, symptoms: data.symptoms, antipyretic: data.antipyretic, outdoors: data.outdoors, note: data.note };
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

/** Nobody saw them in the session of this moment, and nothing that says so is typed: of them alone a word on the whole house speaks. */
export function isUnseen({ person, protocol, entry, nowMs }: { person: Person; protocol: Protocol; entry: Entry; nowMs: number }): boolean {
  return standingOf({ person, protocol, nowMs }) !== "done" && !entry.digits && !entry.symptoms.length;
}

export function isTouched(entry: Entry): boolean {
  return Boolean(entry.outcome || entry.digits || entry.symptoms.length || entry.note.trim() || entry.antipyretic !== null);
}

/** Keep the moment of the first touch, until all is taken back. */
export function timed(entry: Entry, now: () => Stamp): Entry {
  if (!isTouched(entry)) return { ...entry, at: undefined };
  return entry.at ? entry : { ...entry, at: now() };
}

export type Fault = "" | "out_of_range" | "measure_again" | "needs_reading";

export function faultOf(entry: Entry, protocol: Protocol): Fault {
  if (entry.outcome) return "";
  if (entry.digits && entry.tenths === null) return "out_of_range";
  const verdict = verdictOf({ tenths: entry.tenths, protocol });
  if (verdict === "refused") return "out_of_range";
  if (verdict === "again" && !entry.again) return "measure_again";
  if (verdict === "none" && !entry.symptoms.length) return "needs_reading";
  return "";
}

export function dataOf({ entry, observation, channel }: { entry: Entry; observation: string; channel: Channel }): CheckData {
  return {
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
