/** What was entered before a session's edge and is saved behind it: which of the two it answers, only the worker knows. */

import { madeAt } from "../clock";
import type { Entry } from "../entry";
import { sessionOf } from "../slots";
import { nowTrue, state } from "../state";
import type { Stamp } from "../time";
import type { Person, Protocol } from "../types";

export type Crossing = { person: Person; at: Stamp; protocol: Protocol; read: boolean };
/** The answer: when it was entered, or when it is saved. */
export type When = "then" | "now";

/** Those whose entry answers another session, or another day, than it would now. */
export function crossings(filled: readonly { person: Person; protocol: Protocol; entry: Entry }[]): Crossing[] {
  const found: Crossing[] = [];
  for (const { person, protocol, entry } of filled) {
    if (!entry.at) continue;
    const then = sessionOf({ protocol, atMs: madeAt(entry.at, state.everything.offset) });
    if (then !== sessionOf({ protocol, atMs: nowTrue() })) found.push({ person, protocol, at: entry.at, read: entry.tenths !== null || entry.symptoms.length > 0 });
  }
  return found;
}
