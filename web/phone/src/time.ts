/** The clocks of this phone as they stand, and what a record takes with it of them. */

import { heard, looked, NOTHING, opened, type Account, type Standing } from "./account";
import { randomId } from "./ids";
import * as phone from "./phone";
import type { RecordClock } from "./types";

/** What a record says of when it was made. */
export type Stamp = { claimed_at: string; clock: RecordClock };

const marks = typeof performance !== "undefined" && typeof performance.now === "function";
/** The life of this page; "": it has no clock of its own. */
const page = marks ? randomId() : "";

/** Without a clock of its own a page believes the wall clock. */
function clocks(): { wall: number; mark: number } {
  const wall = Date.now();
  return { wall, mark: marks ? Math.round(performance.now()) : wall };
}

let standing: Standing | null = null;

function kept(): Account {
  try {
    const known = JSON.parse(phone.clockKept()) as Account;
    if (typeof known.seen === "number" && typeof known.moves === "number") return { ...NOTHING, ...known };
  } catch {
    // Nothing is kept, or nothing that this app wrote.
  }
  return standing || NOTHING;
}

function stand(next: Standing): Standing {
  standing = next;
  const { seen, moves, offset, least, unsure } = next;
  phone.keepClock(JSON.stringify({ seen, moves, offset, least, unsure }));
  return next;
}

/** Look at the clocks: often, for what happens between two looks is seen as one. */
export function look(): Standing {
  return stand(standing ? looked(standing, kept(), clocks()) : opened(kept(), clocks()));
}

export function hear(told: { serverNow: string; askedMs: number; heardMs: number }): void {
  stand(heard(look(), told));
}

export function stamp(): Stamp {
  const { seen, mark, moves, offset, least } = look();
  return {
    claimed_at: new Date(seen).toISOString(),
    clock: { offset_ms: offset, after: least ? new Date(least).toISOString() : null, page, mark_ms: page ? mark : 0, moves },
  };
}

/** What a message says of the clock that it is sent under. */
export function sending(): { sent_at: string; page: string; mark_ms: number; moves: number } {
  const { claimed_at, clock } = stamp();
  return { sent_at: claimed_at, page: clock.page, mark_ms: clock.mark_ms, moves: clock.moves };
}

/** How far the phone is behind the server, for what is shown; known: as the database has it, from a page before this account. */
export function shownOffset(known: number): number {
  const { offset, unsure } = standing || look();
  return unsure ? 0 : offset === null ? known : offset;
}

export function isUnsure(): boolean {
  return (standing || look()).unsure;
}

/** By the server's clock it is at least this late; 0: nobody knows. */
export function serverIsPast(): number {
  return look().least;
}
