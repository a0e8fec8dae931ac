/**
 * What a phone can say of its own clock: a pure account. The wall clock can be moved by anybody; marks are the milliseconds of this
 * page's life, which nobody moves, but which stand still while most phones sleep. So where the wall clock loses on the marks it
 * was put back; where it gains, the phone slept, or it was put on: only the server can tell.
 */

import { MINUTE_MS, offsetMs } from "./clock";

/** Clocks that differ by less agree: as linli.phone.rules.CLOCK_TOLERANCE. */
export const AGREE_MS = 2 * MINUTE_MS;
/** Clocks that are off by more are told so. */
export const CLOCK_OFF_MS = 5 * MINUTE_MS;

/** What outlives a page. */
export type Account = {
  /** What the wall clock showed when it was last looked at. */
  seen: number;
  /** How often it was seen to be put back. */
  moves: number;
  /** How far it is behind the server's, as last heard; null: never, or put back since. */
  offset: number | null;
  /** By the server's clock it is at least this late: as last heard, and what passed in pages since; 0: never heard. */
  least: number;
  /** It was, or may have been, moved since the server was heard: hours are shown as it tells them. */
  unsure: boolean;
};
/** And what of a page's life: its mark, and the wall clock less the mark, when last looked at. */
export type Standing = Account & { mark: number; drift: number };
type Clocks = { wall: number; mark: number };

export const NOTHING: Account = { seen: 0, moves: 0, offset: null, least: 0, unsure: false };

/** A page opens: all that is known of the time between is what the wall clock showed before. */
export function opened(account: Account, { wall, mark }: Clocks): Standing {
  const now: Standing = { ...account, seen: wall, mark, drift: wall - mark };
  if (wall < account.seen - AGREE_MS) return putBack(now);
  return { ...now, unsure: account.unsure || (isSlow(account) && wall - account.seen >= (account.offset || 0) - AGREE_MS) };
}

/** A page looks at its clocks; kept: what another page may have written meanwhile. */
export function looked(standing: Standing, kept: Account, { wall, mark }: Clocks): Standing {
  const mine = standing.least ? standing.least + Math.max(0, mark - standing.mark) : 0;
  const drift = wall - mark;
  const now: Standing = { ...kept, least: Math.max(mine, kept.least), seen: wall, mark, drift };
  const gained = drift - standing.drift;
  if (gained < -AGREE_MS) return putBack(now);
  // Put on by just what it was behind: whoever did that put it right.
  const right = isSlow(kept) && Math.abs(gained - (kept.offset || 0)) <= AGREE_MS;
  return { ...now, drift: Math.max(drift, standing.drift), unsure: kept.unsure || right };
}

/** The server was heard: from now on all is known. */
export function heard(standing: Standing, told: { serverNow: string; askedMs: number; heardMs: number }): Standing {
  const least = Date.parse(told.serverNow);
  return isNaN(least) ? standing : { ...standing, offset: offsetMs(told), least, drift: standing.seen - standing.mark, unsure: false };
}

function putBack(standing: Standing): Standing {
  return { ...standing, moves: standing.moves + 1, offset: null, unsure: true };
}

function isSlow({ offset }: Account): boolean {
  return offset !== null && offset > CLOCK_OFF_MS;
}
