/** Count a session of today, and what yesterday left. */

import { DAY_MS, dayOf } from "./clock";
import type { Household, Person, Protocol, Slot } from "./types";

export type Sum = { due: number; done: number; nobody: number; refused: number; left: number; fever: number };

/**
 * fever: people of whom any reading that answers this session was one, whoever took it and whatever was read since: the
 * more severe answer wins, as the server has it.
 */
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
    if (protocol && isFever(highestOf(slot, person), protocol)) sum.fever += 1;
  }
  return sum;
}

/** Doors where somebody was not seen in a session of yesterday: a new day does not make it done. */
export function missedYesterday({ households, nowMs }: { households: readonly Household[]; nowMs: number }): number {
  const yesterday = dayOf(nowMs - DAY_MS);
  const missed = (person: Person): boolean => Boolean(person.observation) && !person.away && (person.missed_on === yesterday || person.slots.some((slot) => slot.on === yesterday && slot.outcome !== "DONE"));
  return households.filter((household) => household.people.some(missed)).length;
}

export function higher(one: number | null | undefined, other: number | null): number | null {
  return Math.max(one || 0, other || 0) || null;
}

function isFever(tenths: number | null, protocol: Protocol): boolean {
  return tenths !== null && tenths >= protocol.fever_tenths;
}

/** A server older than this page tells the newest reading alone: it may answer this session from its opening on. */
function highestOf(slot: Slot, person: Person): number | null {
  const last = person.last;
  const lastHere = last && slot.outcome && Date.parse(last.at) >= Date.parse(slot.opens_at) && dayOf(Date.parse(last.at)) === slot.on;
  return slot.highest_tenths || (lastHere ? last.temperature_tenths : null);
}
