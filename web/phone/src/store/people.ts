/** Households on the phone, what the desk changed in them, and when they leave it. */

import { mineOf } from "../differences";
import { newsOf } from "../news";
import { countOf } from "../outbox";
import type { DayAnswer, Grid, Kept, Protocol, Section, Task, Words } from "../types";
import type { Change, Database } from "./database";
import { keys } from "./drafts";

/** What came with the households: kept as one row. */
export type Day = { day: string; keep_days: number; grids: Grid[]; protocols: Record<string, Protocol>; kinds?: string[] | undefined; tasks?: Task[]; name: string; by_code_of?: string | undefined; asked_at: number; complete: boolean };

const CHANGES_KEPT_MS = 7 * 86400000;

/** Take in one answer, in one transaction: half an answer is never seen. */
export async function takeIn({ database, answer, offset, nowMs, language }: { database: Database; answer: DayAnswer; offset: number; nowMs: number; language: string }): Promise<void> {
  const mine = mineOf(await database.getAll("outbox"));
  const transaction = database.transaction(["households", "meta", "changes"], "readwrite");
  const households = transaction.objectStore("households");
  const meta = transaction.objectStore("meta");
  const changes = transaction.objectStore("changes");
  const before = await households.getAll();
  const first = before.length === 0 || !(await meta.get("complete_once"));
  for (const household of answer.households) {
    await households.put({ ...household, fetched_at: nowMs });
  }
  const came = new Set(answer.households.map((household) => household.id));
  const gone = new Set(answer.gone);
  const leaving = before.filter((old) => gone.has(old.etag) && !came.has(old.id));
  for (const old of leaving) await households.delete(old.id);
  const kept = (await meta.get("day")) as Day | undefined;
  // What comes first of all is no news.
  const heard = first ? { ...answer, households: [] } : answer;
  const news = newsOf({ before, leaving, grids: kept ? kept.grids : answer.grids, told: await changes.getAll(), mine, answer: heard, nowMs });
  for (const change of news) await changes.put(change);
  for (const change of await changes.getAll()) {
    if (change.at < nowMs - CHANGES_KEPT_MS && change.id !== undefined) await changes.delete(change.id);
  }
  const tasks = answer.tasks || (kept && kept.tasks) || [];
  const day: Day = { day: answer.day, keep_days: answer.keep_days, grids: answer.grids, protocols: answer.protocols, kinds: answer.kinds, tasks, name: answer.user.name, by_code_of: answer.user.by_code_of, asked_at: nowMs, complete: !answer.more };
  await meta.put(day, "day");
  await meta.put(brought((await meta.get("sections")) as Sections | undefined, answer), "sections");
  await meta.put(answer.words, `words-${language}`);
  await meta.put(offset, "offset");
  if (!answer.more) await meta.put(true, "complete_once");
  await transaction.done;
}

/** Lists by name, as the server last gave them. */
export type Sections = Record<string, Section>;

function brought(known: Sections | undefined, answer: DayAnswer): Sections {
  const sections = { ...known };
  const told = answer.sections || {};
  for (const name of Object.keys(told)) {
    const section = told[name];
    if (section) sections[name] = section;
    else delete sections[name];
  }
  return sections;
}

/** What the phone has, by etag: households, and sections by name. */
export type Had = { have: string[]; sections: Record<string, string> };

export async function had(database: Database): Promise<Had> {
  const known = ((await database.get("meta", "sections")) as Sections | undefined) || {};
  const sections: Record<string, string> = {};
  for (const name of Object.keys(known)) sections[name] = (known[name] as Section).etag;
  return { have: (await database.getAll("households")).map((household) => household.etag), sections };
}

export type Everything = { households: Kept[]; changes: Change[]; day: Day | undefined; sections: Sections; words: Words | undefined; offset: number };

export async function readAll(database: Database, language: string): Promise<Everything> {
  const other = language === "zh" ? "en" : "zh";
  const [households, changes, day, sections, words, otherWords, offset] = await Promise.all([
    database.getAll("households"),
    database.getAll("changes"),
    database.get("meta", "day"),
    database.get("meta", "sections"),
    database.get("meta", `words-${language}`),
    database.get("meta", `words-${other}`),
    database.get("meta", "offset"),
  ]);
  return { households, changes, day: day as Day | undefined, sections: (sections as Sections | undefined) || {}, words: (words || otherWords) as Words | undefined, offset: (offset as number | undefined) || 0 };
}

/** Forget people whose data was not refreshed for keep_days. Never while anything is unsent. Says whether it did. */
export async function wipeStale(database: Database, nowMs: number): Promise<boolean> {
  const day = (await database.get("meta", "day")) as Day | undefined;
  if (!day || nowMs - day.asked_at < day.keep_days * 86400000) return false;
  return wipe(database);
}

const forgetting = (database: Database) => database.transaction(["households", "outbox", "meta", "changes"], "readwrite");

/** Forget people and what was delivered, in one transaction; false, and nothing done, while anything is unsent. */
export async function wipe(database: Database): Promise<boolean> {
  const transaction = forgetting(database);
  const unsent = countOf(await transaction.objectStore("outbox").getAll()).unsent;
  if (unsent === 0) await forget(transaction);
  await transaction.done;
  return unsent === 0;
}

/** Forget people and what was delivered at once, in one transaction; what is not with the server stays as it is. */
export async function forgetPeople(database: Database): Promise<void> {
  const transaction = forgetting(database);
  await forget(transaction);
  await transaction.done;
}

async function forget(transaction: ReturnType<typeof forgetting>): Promise<void> {
  await transaction.objectStore("households").clear();
  await transaction.objectStore("changes").clear();
  for (const name of ["day", "sections", "alarms", "complete_once"]) await transaction.objectStore("meta").delete(name); // alarms name people
  await transaction.objectStore("meta").delete(keys());
  const outbox = transaction.objectStore("outbox");
  for (const record of await outbox.getAll()) {
    if (record.state === "delivered") await outbox.delete(record.id);
  }
}
