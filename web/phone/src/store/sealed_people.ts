/** The list of people as one encrypted row in the place of what lies in clear; which of both it is, says the PIN on the disk. */

import { isKeyed, type Keyed, type Pin } from "../pin";
import type { Database } from "./database";
import { clearPeople, NOBODY, putPeople, readPeople, type People } from "./people_rows";
import { hasKey, seal, unseal } from "./seal";
import { isSealed } from "./sealed_rows";

export const PEOPLE = "people";
const STORES = ["households", "changes", "meta"] as const;

/** undefined: they lie in clear. null: they are encrypted, and this page cannot read them. */
export async function unsealed(database: Database): Promise<People | null | undefined> {
  const [pin, row] = await Promise.all([database.get("meta", "pin"), database.get("meta", PEOPLE)]);
  if (!isKeyed(pin as Pin | undefined)) return undefined;
  if (!isSealed(row)) return hasKey() ? NOBODY : null;
  return (await unseal<People>(row)) || null;
}

/** Encrypt everybody under the key that this page holds now, and keep the PIN that opens it, in one transaction. */
export async function keyed(database: Database, pin: Keyed): Promise<void> {
  const reading = database.transaction(STORES);
  const people = await readPeople(reading);
  const alarms = await reading.objectStore("meta").get("alarms");
  const rows: [string, unknown][] = [[PEOPLE, await seal(people)], ["alarms", await seal(alarms || [])], ["pin", pin]];
  const transaction = database.transaction(STORES, "readwrite");
  await clearPeople(transaction);
  for (const [name, row] of rows) await transaction.objectStore("meta").put(row, name);
  await transaction.done;
}

/** Lay everybody in clear again, and forget the PIN, in one transaction; what this page cannot read is fetched anew. */
export async function unkeyed(database: Database): Promise<void> {
  const people = await unsealed(database);
  const row = await database.get("meta", "alarms");
  const alarms = isSealed(row) ? await unseal<unknown>(row) : row;
  const transaction = database.transaction(STORES, "readwrite");
  if (people) await putPeople(transaction, people);
  const meta = transaction.objectStore("meta");
  await Promise.all([meta.delete(PEOPLE), meta.delete("pin"), meta.put(alarms || [], "alarms")]);
  await transaction.done;
}
