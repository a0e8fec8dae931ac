/** The hour in Shanghai, by the phone's clock as the server last corrected it. */

import type { RecordClock } from "./types";

const SHANGHAI_MS = 8 * 3600 * 1000; // no summer time since 1991
export const MINUTE_MS = 60 * 1000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** How far the phone is behind the server, ms: the server spoke about halfway between asking and hearing. */
export function offsetMs({ serverNow, askedMs, heardMs }: { serverNow: string; askedMs: number; heardMs: number }): number {
  const server = Date.parse(serverNow);
  return Number.isNaN(server) ? 0 : Math.round(server - (askedMs + heardMs) / 2);
}

function shanghai(ms: number): string {
  return new Date(ms + SHANGHAI_MS).toISOString();
}

type Timed = { claimed_at: string; clock?: RecordClock | undefined; time_said?: string | undefined };

/** When a record was made, in truth as far as the phone knows; offset: of now, for what an older page made. */
export function madeAt({ claimed_at, clock, time_said }: Timed, offset: number): number {
  if (time_said) return Date.parse(time_said);
  return Date.parse(claimed_at) + (clock ? clock.offset_ms || 0 : offset);
}

/** "2026-11-24" */
export function dayOf(ms: number): string {
  return shanghai(ms).slice(0, 10);
}

/** "08:41" */
export function clockOf(ms: number): string {
  return shanghai(ms).slice(11, 16);
}

/** "11-24 08:41", or only the hour on the same day. */
export function momentOf(ms: number, nowMs: number): string {
  return dayOf(ms) === dayOf(nowMs) ? clockOf(ms) : shanghai(ms).slice(5, 16).replace("T", " ");
}

/** The session that a clock time falls in: the latest that has opened, before the first one the first. */
export function sessionAt<T extends { opens: string }>({ sessions, clock }: { sessions: readonly T[]; clock: string }): T | undefined {
  const opened = sessions.filter((session) => session.opens <= clock);
  return opened[opened.length - 1] || sessions[0];
}
