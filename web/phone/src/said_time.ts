/** Saying of a record when it was made: pure decisions. Days and hours are those of Shanghai. */

import { clockOf, DAY_MS, dayOf } from "./clock";
import { AGREE_MS } from "./account";
import type { OutboxRecord } from "./types";

/** The server takes what is told within so many days: linli.staff.rules.LATE_DELIVERY. */
const LATE_DAYS = 14;

export type TimeFault = "" | "no_time" | "not_yet" | "long_ago";

/** "2026-11-24", "08:41" -> the moment; NaN where either is missing. */
export function momentSaid({ day, clock }: { day: string; clock: string }): number {
  return /^\d{4}-\d\d-\d\d$/.test(day) && /^\d\d:\d\d/.test(clock) ? Date.parse(`${day}T${clock.slice(0, 5)}:00+08:00`) : NaN;
}

export function saidOf(atMs: number): { day: string; clock: string } {
  return { day: dayOf(atMs), clock: clockOf(atMs) };
}

/** now: in truth, as far as the phone knows. */
export function timeFault(atMs: number, nowMs: number): TimeFault {
  if (isNaN(atMs)) return "no_time";
  if (atMs > nowMs + AGREE_MS) return "not_yet";
  return atMs < nowMs - LATE_DAYS * DAY_MS ? "long_ago" : "";
}

/** Others that are asked about with the same readings beside their own clock: what is right of one is right of them. */
export function alike(record: OutboxRecord, records: readonly OutboxRecord[]): OutboxRecord[] {
  const mine = gaps(record);
  return records.filter((other) => other.id !== record.id && other.state === "rejected" && other.code === "which_time" && mine.length > 0 && same(mine, gaps(other)));
}

/** The record as it goes again, under its own id: nothing of it was taken. */
export function withTime(record: OutboxRecord, atMs: number): OutboxRecord {
  return { ...record, time_said: new Date(atMs).toISOString(), state: "waiting", not_before: 0, tries: 0, code: "", reason: "", fields: {}, times: undefined };
}

/** The same reading of another record: as far from its own clock as the chosen one is from this. */
export function carriedTo(other: OutboxRecord, record: OutboxRecord, atMs: number): number {
  return Date.parse(other.claimed_at) + (atMs - Date.parse(record.claimed_at));
}

function gaps(record: OutboxRecord): number[] {
  return (record.times || []).map((time) => Date.parse(time) - Date.parse(record.claimed_at));
}

function same(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((gap, i) => Math.abs(gap - (other[i] as number)) <= AGREE_MS);
}
