/** Count a session of today. */

import { dayOf } from "./clock";
import type { Person, Protocol } from "./types";

export type Sum = { due: number; done: number; nobody: number; refused: number; left: number; fever: number };

/** fever: people whose last reading of today, in or after this session, was one. */
export function tallyOf({ people, protocols, session, nowMs }: { people: readonly Person[]; protocols: Record<string, Protocol>; session: string; nowMs: number }): Sum {
  const sum: Sum = { due: 0, done: 0, nobody: 0, refused: 0, left: 0, fever: 0 };
  const today = dayOf(nowMs);
  for (const person of people) {
    const slot = person.slots.find((known) => known.on === today && known.session === session);
    if (!slot || !person.observation || (person.away && !slot.outcome)) continue;
    sum.due += 1;
    if (slot.outcome === "DONE") sum.done += 1;
    else if (slot.outcome === "NOBODY_HOME") sum.nobody += 1;
    else if (slot.outcome === "REFUSED") sum.refused += 1;
    else sum.left += 1;
    const protocol = protocols[person.protocol];
    const tenths = person.last && Date.parse(person.last.at) >= Date.parse(slot.opens_at) && dayOf(Date.parse(person.last.at)) === today ? person.last.temperature_tenths : null;
    if (protocol && tenths !== null && tenths >= protocol.fever_tenths) sum.fever += 1;
  }
  return sum;
}
