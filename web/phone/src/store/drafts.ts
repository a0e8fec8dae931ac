/** Half-typed forms on the disk: rows beside the doors of the same user, forgotten with them. */

import type { Database } from "./database";

/** on: the day they were typed. */
export type Row = { key: string; door: string; on: string; typed: object };

const PREFIX = "draft-";

/** All of them; of a disk that does not answer none. */
export async function all(database: Database | null): Promise<Row[]> {
  if (!database) return [];
  return (await database.getAll("meta", keys()).catch(() => [])) as Row[];
}

/** A full disk keeps the page's memory of it. */
export async function put(database: Database | null, row: Row): Promise<void> {
  if (database) await database.put("meta", row, PREFIX + row.key).catch(() => undefined);
}

export async function remove(database: Database | null, key: string): Promise<void> {
  if (database) await database.delete("meta", PREFIX + key).catch(() => undefined);
}

/** Every row of them among the rows of the phone itself. */
export function keys(): IDBKeyRange {
  return IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`);
}
