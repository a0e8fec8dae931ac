/** Households on the phone, what the desk changed in them, and when they leave it. */

import { mineOf, type Mine } from "../differences";
import { newsOf } from "../news";
import { countOf } from "../outbox";
import { isKeyed, type Pin } from "../pin";
import type { DayAnswer, Grid, Protocol, Section, Task, Words } from "../types";
import type { Database } from "./database";
import { keys } from "./drafts";
import { clearPeople, NOBODY, putPeople, readPeople, type People, type Sections } from "./people_rows";
import { seal } from "./seal";
import { PEOPLE, unsealed } from "./sealed_people";

/** What came with the households: kept as one row. */
export type Day = { day: string; keep_days: number; grids: Grid[]; protocols: Record<string, Protocol>; kinds?: string[] | undefined; tasks?: Task[]; name: string; by_code_of?: string | undefined; asked_at: number; /** By the server's clock; missing from a page before it was kept. */ told_at?: number | undefined; complete: boolean };

const CHANGES_KEPT_MS = 7 * 86400000;

/** Take in one answer, in one transaction: half an answer is never seen. */
export async function takeIn({ database, answer, offset, nowMs, language }: { database: Database; answer: DayAnswer; offset: number; nowMs: number; language: string }): Promise<void> {
  const [under, records] = await Promise.all([unsealed(database), database.getAll("outbox")]);
  const mine = mineOf(records);
  if (under === null) throw new Error("locked");
  // What is sealed was sealed before the transaction, which does not wait for it.
  const first = !(await database.get("meta", "complete_once"));
  const sealedAfter = under && (await seal(numbered(taken({ before: under, answer, mine, nowMs, first }), nowMs)));
  const transaction = database.transaction(["households", "meta", "changes"], "readwrite");
  const meta = transaction.objectStore("meta");
  if (sealedAfter) await meta.put(sealedAfter, PEOPLE);
  else if (isKeyed((await meta.get("pin")) as Pin | undefined)) throw new Error("locked"); // another tab sealed it meanwhile
  else {
    const before = await readPeople(transaction);
    await putPeople(transaction, taken({ before, answer, mine, nowMs, first }), before);
  }
  await meta.put(answer.words, `words-${language}`);
  await meta.put(offset, "offset");
  if (!answer.more) await meta.put(true, "complete_once");
  await transaction.done;
}

/** People as an answer leaves them, with what it changed; first: nothing that comes is news. */
function taken({ before, answer, mine, nowMs, first }: { before: People; answer: DayAnswer; mine: Mine; nowMs: number; first: boolean }): People {
  const came = new Set(answer.households.map((household) => household.id));
  const gone = new Set(answer.gone);
  const stays = before.households.filter((old) => !came.has(old.id) && !gone.has(old.etag));
  const leaving = before.households.filter((old) => gone.has(old.etag) && !came.has(old.id));
  // What comes first of all is no news.
  const heard = first || before.households.length === 0 ? { ...answer, households: [] } : answer;
  const news = newsOf({ before: before.households, leaving, grids: before.day ? before.day.grids : answer.grids, told: before.changes, mine, answer: heard, nowMs });
  const counted = new Set(news.map((change) => change.id));
  const told = before.changes.filter((change) => change.id === undefined || !(counted.has(change.id) || change.at < nowMs - CHANGES_KEPT_MS));
  const tasks = answer.tasks || (before.day && before.day.tasks) || [];
  const day: Day = { day: answer.day, keep_days: answer.keep_days, grids: answer.grids, protocols: answer.protocols, kinds: answer.kinds, tasks, name: answer.user.name, by_code_of: answer.user.by_code_of, asked_at: nowMs, told_at: Date.parse(answer.server_now) || undefined, complete: !answer.more };
  return {
    households: [...stays, ...answer.households.map((household) => ({ ...household, fetched_at: nowMs }))],
    changes: [...told, ...news],
    day,
    sections: brought(before.sections, answer),
  };
}

/** Where no store counts them, changes are numbered by the hour: later ones are always newer than those a store numbered. */
function numbered(people: People, nowMs: number): People {
  let next = people.changes.reduce((last, change) => Math.max(last, change.id || 0), nowMs);
  return { ...people, changes: people.changes.map((change) => (change.id === undefined ? { ...change, id: ++next } : change)) };
}

function brought(known: Sections, answer: DayAnswer): Sections {
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
  const { households, sections: known } = await peopleOf(database);
  const sections: Record<string, string> = {};
  for (const name of Object.keys(known)) sections[name] = (known[name] as Section).etag;
  return { have: households.map((household) => household.etag), sections };
}

/** Nobody, while they are encrypted and this page is locked. */
async function peopleOf(database: Database): Promise<People> {
  const people = await unsealed(database);
  return people === undefined ? readPeople(database.transaction(["households", "changes", "meta"])) : people || NOBODY;
}

export type Everything = People & { words: Words | undefined; offset: number };

export async function readAll(database: Database, language: string): Promise<Everything> {
  const other = language === "zh" ? "en" : "zh";
  const [people, words, otherWords, offset] = await Promise.all([peopleOf(database), database.get("meta", `words-${language}`), database.get("meta", `words-${other}`), database.get("meta", "offset")]);
  return { ...people, words: (words || otherWords) as Words | undefined, offset: (offset as number | undefined) || 0 };
}

/**
 * Forget people whose data was not refreshed for keep_days. Never while anything is unsent. Says whether it did.
 * serverMs: by the server's clock it is at least this late, for the phone's may be moved by anybody.
 */
export async function wipeStale(database: Database, serverMs: number): Promise<boolean> {
  const { day } = await peopleOf(database);
  if (!day || !day.told_at || serverMs - day.told_at < day.keep_days * 86400000) return false;
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
  await clearPeople(transaction);
  for (const name of [PEOPLE, "alarms", "complete_once"]) await transaction.objectStore("meta").delete(name); // alarms name people
  await transaction.objectStore("meta").delete(keys());
  const outbox = transaction.objectStore("outbox");
  for (const record of await outbox.getAll()) {
    if (record.state === "delivered") await outbox.delete(record.id);
  }
}
