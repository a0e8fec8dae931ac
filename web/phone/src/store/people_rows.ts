/** Who is behind the doors, as rows in clear. */

import type { IDBPTransaction } from "idb";
import type { Kept, Section } from "../types";
import type { Change, Shape } from "./database";
import type { Day } from "./people";

/** Lists by name, as the server last gave them. */
export type Sections = Record<string, Section>;
/** Everything here that names somebody, or tells what is at their door; alarms beside it. */
export type People = { households: Kept[]; changes: Change[]; day: Day | undefined; sections: Sections };

export const NOBODY: People = { households: [], changes: [], day: undefined, sections: {} };

type Stores = ("households" | "changes" | "meta" | "outbox")[];
type Reading = IDBPTransaction<Shape, Stores, "readonly" | "readwrite">;
type Writing = IDBPTransaction<Shape, Stores, "readwrite">;

export async function readPeople(transaction: unknown): Promise<People> {
  const rows = transaction as Reading;
  const meta = rows.objectStore("meta");
  const [households, changes, day, sections] = await Promise.all([rows.objectStore("households").getAll(), rows.objectStore("changes").getAll(), meta.get("day"), meta.get("sections")]);
  return { households, changes, day: day as Day | undefined, sections: (sections as Sections | undefined) || {} };
}

/** Put people as they are now in the place of what was: only what differs is written. */
export async function putPeople(transaction: unknown, people: People, before: People = NOBODY): Promise<void> {
  const rows = transaction as Writing;
  const [households, changes, meta] = [rows.objectStore("households"), rows.objectStore("changes"), rows.objectStore("meta")];
  const [had, stays] = [new Set<unknown>([...before.households, ...before.changes]), new Set<unknown>([...people.households.map((one) => one.id), ...people.changes])];
  for (const old of before.households) if (!stays.has(old.id)) await households.delete(old.id);
  for (const household of people.households) if (!had.has(household)) await households.put(household);
  for (const old of before.changes) if (!stays.has(old) && old.id !== undefined) await changes.delete(old.id);
  for (const change of people.changes) if (!had.has(change)) await changes.put(change);
  await meta.put(people.day, "day");
  await meta.put(people.sections, "sections");
}

export async function clearPeople(transaction: unknown): Promise<void> {
  const rows = transaction as Writing;
  await rows.objectStore("households").clear();
  await rows.objectStore("changes").clear();
  for (const name of ["day", "sections"]) await rows.objectStore("meta").delete(name);
}
