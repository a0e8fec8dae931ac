/** One database per user on this phone: nobody sees another's doors. */

import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Kept, OutboxRecord } from "../types";

/** of: what it tells, where that is told again with each answer; count: of doors; card: of one that another overwrote. */
export type Change = { id?: number; at: number; household: string; title: string; kind: ChangeKind; words: string; of?: string; count?: number; card?: Overwritten };
export type Overwritten = { kind: string; field: string; mine: string; kept: string; by: string };
export type ChangeKind = "NEW_HOUSEHOLD" | "HOUSEHOLD_GONE" | "NEW_PERSON" | "PERSON_GONE" | "RELEASED" | "NOTE" | "CHECKED" | "AWAY" | "VISIT" | "APART" | "CARD_LOST" | "GRID_NEW" | "GRID_GONE";

export interface Shape extends DBSchema {
  households: { key: string; value: Kept };
  outbox: { key: string; value: OutboxRecord };
  meta: { key: string; value: unknown };
  changes: { key: number; value: Change };
}
export type Database = IDBPDatabase<Shape>;

export function databaseName(user: string): string {
  return `linli-${user}`;
}

export function userOf(database: Database): string {
  return database.name.slice(databaseName("").length);
}

/** Facts are on the disk before they are called saved: browsers since Chrome 121 leave them to a power cut otherwise. Older engines overlook the word. */
export const writingFacts = (database: Database) => database.transaction("outbox", "readwrite", { durability: "strict" });

export function open(user: string): Promise<Database> {
  return openDB<Shape>(databaseName(user), 1, {
    upgrade(database) {
      database.createObjectStore("households", { keyPath: "id" });
      database.createObjectStore("outbox", { keyPath: "id" });
      database.createObjectStore("meta");
      database.createObjectStore("changes", { keyPath: "id", autoIncrement: true });
    },
    // A newer page in another tab wants to change the shape: let it.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
    },
  });
}
