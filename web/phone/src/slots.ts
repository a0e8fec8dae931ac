/** Which session is answered now, and how a door stands. */

import { clockOf, dayOf, sessionAt } from "./clock";
import type { Household, Person, Protocol, Slot } from "./types";

/** overdue: a slot of today was left unanswered beyond its grace, as the desk says it too; due: open now; tried: nobody met; refused: met, and unwilling; later: nothing open today; done; none: nobody observed. */
export type Standing = "overdue" | "due" | "tried" | "refused" | "later" | "done" | "none";

type Asked = { person: Person; protocol: Protocol | undefined; nowMs: number };

/** The slot a record of this moment answers, as the server decides it; undefined: no duty then. */
export function slotNow({ person, protocol, nowMs }: Asked): Slot | undefined {
  const session = protocol && sessionAt({ sessions: protocol.sessions, clock: clockOf(nowMs) });
  const today = dayOf(nowMs);
  return session && person.slots.find((slot) => slot.on === today && slot.session === session.code);
}

/** "2026-11-24 AM": the day and session that a moment falls in, whether or not anything is due then. */
export function sessionOf({ protocol, atMs }: { protocol: Protocol; atMs: number }): string {
  const session = sessionAt({ sessions: protocol.sessions, clock: clockOf(atMs) });
  return `${dayOf(atMs)} ${session ? session.code : ""}`;
}

export function standingOf({ person, protocol, nowMs }: Asked): Standing {
  if (!person.observation || person.away) return "none";
  const slot = slotNow({ person, protocol, nowMs });
  if (!slot) return "later";
  if (slot.outcome === "DONE") return "done";
  if (slot.outcome) return slot.outcome === "REFUSED" ? "refused" : "tried";
  if (person.slots.some((one) => one.on === slot.on && !one.outcome && Date.parse(one.overdue_at || one.due_at) <= nowMs)) return "overdue";
  return Date.parse(slot.opens_at) > nowMs ? "later" : "due";
}

const WORST_FIRST: Standing[] = ["overdue", "due", "tried", "refused", "later", "done", "none"];

/** A door stands as the member who needs it most. */
export function doorStanding({ household, protocols, nowMs }: { household: Household; protocols: Record<string, Protocol>; nowMs: number }): Standing {
  const all = household.people.map((person) => standingOf({ person, protocol: protocols[person.protocol], nowMs }));
  return WORST_FIRST.find((standing) => all.indexOf(standing) >= 0) || "none";
}

export function isToDo(standing: Standing): boolean {
  return standing === "overdue" || standing === "due" || standing === "tried" || standing === "refused";
}

/** Walking order: grid, then the order the server gave. */
export function inWalkingOrder<T extends Household>(households: readonly T[]): T[] {
  return [...households].sort((a, b) => compare(a.grid, b.grid) || compare(a.order, b.order) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
