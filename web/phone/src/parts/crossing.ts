/** What was entered before a session's edge and is saved behind it: which of the two it answers, only the worker knows. */

import { html, type TemplateResult } from "lit-html";
import { clockOf, madeAt, momentOf } from "../clock";
import type { Entry } from "../entry";
import { sessionOf } from "../slots";
import { nowTrue, state } from "../state";
import type { Stamp } from "../time";
import type { Person, Protocol } from "../types";
import { w } from "../words";
import { sessionWord } from "./codes";
import { key } from "./fields";

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

export function askWhen({ crossing, tell }: { crossing: readonly Crossing[]; tell: (when: When) => void }): TemplateResult {
  const first = crossing[0] as Crossing;
  const now = nowTrue();
  const read = crossing.every((one) => one.read);
  const then = madeAt(first.at, state.everything.offset);
  const word = (atMs: number): string => sessionWord(sessionOf({ protocol: first.protocol, atMs }).split(" ")[1] || "");
  return html`<section class="notice soon" role="alert">
    <h2>${w(read ? "read_when" : "seen_when", { who: crossing.map((one) => one.person.name).join("、") })}</h2>
    <div class="keys two">
      ${key({ word: w(read ? "read_then" : "seen_then", { slot: word(then), at: momentOf(then, now) }), pressed: false, tap: () => tell("then") })}
      ${key({ word: w(read ? "read_now" : "seen_now", { slot: word(now), at: clockOf(now) }), pressed: false, tap: () => tell("now") })}
    </div>
  </section>`;
}
