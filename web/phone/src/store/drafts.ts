/** Half-typed forms on the disk: rows beside the doors of the same user, forgotten with them. */

import type { Database } from "./database";
import { hasKey, seal, unseal } from "./seal";
import { isSealed } from "./sealed_rows";

/** on: the day they were typed. */
export type Row = { key: string; door: string; on: string; typed: object };

const PREFIX = "draft-";

/** All that can be read: under a PIN they are encrypted as the list of people is. Of a disk that does not answer none. */
export async function all(database: Database | null): Promise<Row[]> {
  if (!database) return [];
  const rows: unknown[] = await database.getAll("meta", keys()).catch(() => []);
  const read = await Promise.all(rows.map((row) => (isSealed(row) ? unseal<Row>(row) : (row as Row))));
  return read.filter((row): row is Row => row !== undefined);
}

/** A full disk keeps the page's memory of it, and so does a page that is locked meanwhile. */
export async function put(database: Database | null, row: Row): Promise<void> {
  if (!database) return;
  try {
    await database.put("meta", hasKey() ? await seal(row) : row, PREFIX + row.key);
  } catch {
    // What was typed is still in memory.
  }
}

/** Write all anew, once a PIN was set or taken away. */
export async function rewritten(database: Database, rows: readonly Row[]): Promise<void> {
  for (const row of rows) await put(database, row);
}

export async function remove(database: Database | null, key: string): Promise<void> {
  if (database) await database.delete("meta", PREFIX + key).catch(() => undefined);
}

/** Every row of them among the rows of the phone itself. */
export function keys(): IDBKeyRange {
  return IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`);
}
