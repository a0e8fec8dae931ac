/** The outbox on the disk. Nothing here deletes a record that is not delivered, except by name. */

import type { LockStore } from "../lock";
import { hasNumbers, toForget, withoutNumbers } from "../outbox";
import type { OutboxRecord } from "../types";
import * as copies from "./copies";
import { userOf, writingFacts, type Database } from "./database";

export function all(database: Database): Promise<OutboxRecord[]> {
  return database.getAll("outbox");
}

/** Add records, all or none. Throws QuotaExceededError when the phone is full. */
export async function add(database: Database, records: readonly OutboxRecord[]): Promise<void> {
  const transaction = writingFacts(database);
  await Promise.all([...records.map((record) => transaction.store.add(record)), transaction.done]);
}

/** Change records that are still there: one that was undone meanwhile does not come back. */
export async function change(database: Database, records: readonly OutboxRecord[]): Promise<void> {
  const transaction = writingFacts(database);
  for (const record of records) {
    const known = await transaction.store.get(record.id);
    // Of two tabs the slower one must not turn a delivered record back.
    if (known && known.state !== "delivered") await transaction.store.put({ ...record, saved_to_file: known.saved_to_file });
  }
  await transaction.done;
  // At once: what was delivered may be forgotten before anybody compares again.
  for (const record of records) if (record.state === "delivered") copies.forget(userOf(database), record.id);
}

/** Take back what was just saved, and put back what it took the place of; false when it has been sent meanwhile. */
export async function undo(database: Database, ids: readonly string[], nowMs: number, instead?: OutboxRecord): Promise<boolean> {
  copies.end(userOf(database), ids, nowMs);
  const transaction = writingFacts(database);
  const records = await Promise.all(ids.map((id) => transaction.store.get(id)));
  const all = records.every((record) => record && record.state === "waiting" && record.not_before > nowMs);
  if (all) await Promise.all(ids.map((id) => transaction.store.delete(id)));
  if (all && instead) await transaction.store.put(instead);
  await transaction.done;
  return all;
}

/** Put a mended record, under its new id, in the place of the rejected one. */
export async function mend(database: Database, old: string, records: readonly OutboxRecord[]): Promise<void> {
  if (records.every((record) => record.id !== old)) copies.end(userOf(database), [old], Date.now());
  const transaction = writingFacts(database);
  await Promise.all([transaction.store.delete(old), ...records.map((record) => transaction.store.add(record)), transaction.done]);
}

export async function markSaved(database: Database, ids: readonly string[]): Promise<void> {
  const transaction = writingFacts(database);
  for (const id of ids) {
    const record = await transaction.store.get(id);
    if (record) await transaction.store.put({ ...record, saved_to_file: true });
  }
  await transaction.done;
}

/** Put back what the database lost; what it has after all, or the worker took back meanwhile, stays as it is. Says what came back. */
export async function putBack(database: Database, records: readonly OutboxRecord[], ended: (id: string) => boolean): Promise<OutboxRecord[]> {
  const transaction = writingFacts(database);
  const back: OutboxRecord[] = [];
  for (const record of records) {
    if ((await transaction.store.get(record.id)) || ended(record.id)) continue;
    await transaction.store.put(record);
    back.push(record);
  }
  await transaction.done;
  return back;
}

/** Delete a rejected record that was saved to a file; nothing else. */
export async function putAside(database: Database, id: string): Promise<boolean> {
  const transaction = writingFacts(database);
  const record = await transaction.store.get(id);
  const may = Boolean(record && record.state === "rejected" && record.saved_to_file);
  if (may) copies.end(userOf(database), [id], Date.now());
  if (may) await transaction.store.delete(id);
  await transaction.done;
  return may;
}

/** The worker has seen what both said of a card. */
export async function seen(database: Database, id: string): Promise<void> {
  const transaction = writingFacts(database);
  const record = await transaction.store.get(id);
  if (record) await transaction.store.put({ ...record, both: null });
  await transaction.done;
}

/** Send rejected records once more as they are; without a choice all: of a phone that was withdrawn the server takes all. */
export async function sendAgain(database: Database, chosen: (record: OutboxRecord) => boolean = () => true): Promise<void> {
  const transaction = writingFacts(database);
  for (const record of await transaction.store.getAll()) {
    if (record.state === "rejected" && chosen(record)) await transaction.store.put({ ...record, state: "waiting", tries: 0, not_before: 0, code: "", reason: "", fields: {} });
  }
  await transaction.done;
}

/** Also of records that an older page kept as they were sent, the numbers. */
export async function forgetDelivered(database: Database, nowMs: number): Promise<void> {
  const transaction = writingFacts(database);
  const records = await transaction.store.getAll();
  for (const record of records) {
    if (record.state === "delivered" && hasNumbers(record)) await transaction.store.put(withoutNumbers(record));
  }
  const ids = toForget({ records, nowMs });
  await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
}

export function lockOf(database: Database): LockStore {
  return {
    async tryLock(row, nowMs) {
      const transaction = database.transaction("meta", "readwrite");
      const held = (await transaction.store.get("lock")) as typeof row | undefined;
      // A lock far in the future is of a clock that was put back.
      const free = !held || held.owner === row.owner || held.until <= nowMs || held.until > nowMs + 120000;
      if (free) await transaction.store.put(row, "lock");
      await transaction.done;
      return free;
    },
    async unlock(owner) {
      const transaction = database.transaction("meta", "readwrite");
      const held = (await transaction.store.get("lock")) as { owner: string } | undefined;
      if (held && held.owner === owner) await transaction.store.delete("lock");
      await transaction.done;
    },
  };
}
