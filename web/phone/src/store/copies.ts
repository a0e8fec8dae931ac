/**
 * A second copy of what is not with the server, in the page's own storage (localStorage): some phones throw a whole
 * database away, and what counts them must not lie in it. One row for each record, so that tabs never write over each other.
 */

import type { OutboxRecord } from "../types";

/** What is known of a record outside the database: all of it, or, where there was no room, only its hour. */
export type Noted = { id: string; claimed_at: string; record: OutboxRecord | null };

/** A tab that read the disk before a record was undone, and writes after it, must not bring it back. */
const ENDED_MS = 60000;

const copyKey = (user: string, id: string): string => `linli-copy-${user}-${id}`;
const notingKey = (user: string): string => `linli-noting-${user}`;
const endedKey = (user: string, id: string): string => `linli-ended-${user}-${id}`;

/** The page's storage; null where there is none (private windows, switched off). */
export function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** Whether a second copy can be kept here at all. */
export function canCopy(): boolean {
  const rows = storage();
  if (!rows) return false;
  try {
    rows.setItem("linli-tried", "1");
    rows.removeItem("linli-tried");
    return true;
  } catch {
    return false;
  }
}

function idsBelow(prefix: string): string[] {
  const rows = storage();
  if (!rows) return [];
  const ids: string[] = [];
  for (let i = 0; i < rows.length; i++) {
    const key = rows.key(i) || "";
    if (key.indexOf(prefix) === 0) ids.push(key.slice(prefix.length));
  }
  return ids;
}

/** Ids of everything that is noted of a user. */
export function notedIds(user: string): string[] {
  return idsBelow(copyKey(user, ""));
}

export function notedOf(user: string, id: string): Noted {
  const rows = storage();
  const text = (rows && rows.getItem(copyKey(user, id))) || "";
  return { id, ...readCopy(text) };
}

function readCopy(text: string): Omit<Noted, "id"> {
  try {
    const record = JSON.parse(text) as OutboxRecord;
    return { claimed_at: record.claimed_at, record: { ...record, state: "waiting", not_before: 0, tries: 0, code: "", reason: "", fields: {}, both: null, delivered_at: null, saved_to_file: false } };
  } catch {
    return { claimed_at: text, record: null };
  }
}

/** Note a record; where there is no room for all of it, its hour; false where not even that. */
export function note(user: string, record: OutboxRecord): boolean {
  const { state: _state, not_before: _before, tries: _tries, code: _code, reason: _reason, fields: _fields, both: _both, delivered_at: _at, saved_to_file: _saved, ...said } = record;
  return put(copyKey(user, record.id), JSON.stringify(said)) || noteHour(user, { id: record.id, claimed_at: String(record.claimed_at) });
}

/** Note a record of which no more than this is known. */
export function noteHour(user: string, { id, claimed_at }: { id: string; claimed_at: string }): boolean {
  return put(copyKey(user, id), claimed_at);
}

/** Whether this user's records were ever noted here; before, an older page kept their number alone. */
export function isNoted(user: string): boolean {
  const rows = storage();
  return Boolean(rows && rows.getItem(notingKey(user)));
}
export const beginNoting = (user: string): boolean => put(notingKey(user), "1");

export function forget(user: string, id: string): void {
  const rows = storage();
  if (rows) rows.removeItem(copyKey(user, id));
}

/** Say that the worker takes these back, before the database is told: no copy brings them back. */
export function end(user: string, ids: readonly string[], nowMs: number): void {
  for (const id of ids) {
    forget(user, id);
    put(endedKey(user, id), String(nowMs));
  }
}

export function isEnded(user: string, id: string): boolean {
  const rows = storage();
  return Boolean(rows && rows.getItem(endedKey(user, id)));
}

/** What was said to end a while ago has ended, or never did. */
export function forgetEnded(user: string, nowMs: number): void {
  const rows = storage();
  for (const id of idsBelow(endedKey(user, ""))) {
    const at = Number(rows && rows.getItem(endedKey(user, id)));
    if (rows && !(Math.abs(nowMs - at) < ENDED_MS)) rows.removeItem(endedKey(user, id));
  }
}

function put(key: string, text: string): boolean {
  const rows = storage();
  if (!rows) return false;
  try {
    rows.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
