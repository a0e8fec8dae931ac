/** The count of unsent records falls only by a delivered answer, or by the worker's own act. What else is missing is lost, and said. */

import * as copies from "./store/copies";
import type { Database } from "./store/database";
import { putBack } from "./store/outbox";
import type { OutboxRecord } from "./types";

/** claimed_at: by the phone's clock; "": not even the hour is known. */
export type Lost = { id: string; claimed_at: string };
export type Compared = { records: OutboxRecord[]; restored: number; lost: Lost[] };

type Held = { records: readonly OutboxRecord[]; noted: readonly string[]; ended: (id: string) => boolean };

/** What to note outside the database, what to forget there, and what is missing in it. */
export function compare({ records, noted, ended }: Held): { note: OutboxRecord[]; forget: string[]; missing: string[] } {
  const known = new Set(noted);
  const byId = new Map(records.map((record) => [record.id, record]));
  const missing: string[] = [];
  const forget: string[] = [];
  for (const id of noted) {
    const record = byId.get(id);
    if (record ? record.state === "delivered" : ended(id)) forget.push(id);
    else if (!record) missing.push(id);
  }
  return { note: records.filter((record) => record.state !== "delivered" && !known.has(record.id) && !ended(record.id)), forget, missing };
}

/** Hold the database against what is noted outside it: bring back what it lost, and name what nobody can bring back. */
export async function heldTogether({ database, user, records, nowMs }: { database: Database | null; user: string; records: readonly OutboxRecord[]; nowMs: number }): Promise<Compared> {
  const { note, forget, missing } = compare({ records, noted: copies.notedIds(user), ended: (id) => copies.isEnded(user, id) });
  for (const record of note) copies.note(user, record);
  for (const id of forget) copies.forget(user, id);
  copies.forgetEnded(user, nowMs);
  const notes = missing.map((id) => copies.notedOf(user, id));
  const whole = notes.map((one) => one.record).filter((record): record is OutboxRecord => record !== null);
  // Without room, or without a database, they are still here to be seen and to be saved to a file.
  const back = database && whole.length ? await putBack(database, whole, (id) => copies.isEnded(user, id)).catch(() => null) : null;
  const lost = notes.filter((one) => !one.record).map(({ id, claimed_at }) => ({ id, claimed_at }));
  return { records: [...records, ...(back || whole)], restored: back ? back.length : 0, lost };
}

/** What an older page only counted and the database does not have: asked once, when this user first comes with a page that notes ids. */
export function lostBefore({ user, counted, records }: { user: string; counted: number; records: readonly OutboxRecord[] }): void {
  if (copies.isNoted(user)) return;
  for (let n = records.length; n < counted; n++) copies.noteHour(user, { id: `counted-${n}`, claimed_at: "" });
  copies.beginNoting(user);
}

/** The first and the last hour of what was lost; null where no hour is known. */
export function spanOf(lost: readonly Lost[]): { from: number; to: number } | null {
  const hours = lost.map((one) => Date.parse(one.claimed_at)).filter((ms) => !Number.isNaN(ms));
  return hours.length ? { from: Math.min(...hours), to: Math.max(...hours) } : null;
}
