/** Photographs that wait, in a database of their own beside the outbox's: one user's on this phone. */

import { openDB, type DBSchema, type IDBPDatabase } from "idb";

/** What a picture shows, for the server (kind, subject) and in words for the worker (title). */
export type Shown = { kind: string; subject: string; title: string };
export type PictureRecord = Shown & {
  id: string;
  taken_at: number;
  bytes: ArrayBuffer;
  state: "waiting" | "refused";
  /** Not sent before this moment (phone's clock, ms). */
  not_before: number;
  tries: number;
  reason: string;
  saved_to_file: boolean;
};

interface Shape extends DBSchema {
  pictures: { key: string; value: PictureRecord };
}
export type Pictures = IDBPDatabase<Shape>;

export function open(user: string): Promise<Pictures> {
  return openDB<Shape>(`linli-pictures-${user}`, 1, {
    upgrade(database) {
      database.createObjectStore("pictures", { keyPath: "id" });
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
    },
  });
}

/** In the order they were taken. */
export function all(database: Pictures): Promise<PictureRecord[]> {
  return database.getAll("pictures");
}

/** Throws QuotaExceededError when the phone is full. */
export async function add(database: Pictures, record: PictureRecord): Promise<void> {
  await database.add("pictures", record);
}

/** The server has it: the only way that a picture goes by itself. */
export function delivered(database: Pictures, id: string): Promise<void> {
  return database.delete("pictures", id);
}

/** Change a record that is still there: one that another tab delivered does not come back. */
export async function change(database: Pictures, id: string, changes: Partial<PictureRecord>): Promise<void> {
  const transaction = database.transaction("pictures", "readwrite");
  const known = await transaction.store.get(id);
  if (known) await transaction.store.put({ ...known, ...changes });
  await transaction.done;
}

/** Delete a refused picture that was saved to a file; nothing else. */
export async function putAside(database: Pictures, id: string): Promise<boolean> {
  const transaction = database.transaction("pictures", "readwrite");
  const record = await transaction.store.get(id);
  const may = Boolean(record && record.state === "refused" && record.saved_to_file);
  if (may) await transaction.store.delete(id);
  await transaction.done;
  return may;
}
