/** What a phone has lost, and what it has twice. */

import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { compare, heldTogether, lostBefore, spanOf, type Compared } from "../src/loss";
import { doorsOf } from "../src/overlay";
import { opOf, toSend } from "../src/outbox";
import { isReadable } from "../src/readable";
import * as copies from "../src/store/copies";
import { open, writingFacts, type Database } from "../src/store/database";
import * as outbox from "../src/store/outbox";
import { forgetPeople } from "../src/store/people";
import { troubleOf } from "../src/store/trouble";
import type { OutboxRecord } from "../src/types";
import { asBefore, withUnwritten, withoutWritten } from "../src/unwritten";
import { check, checks, household, NOW } from "./make";

const [one, two, three] = checks(3) as [OutboxRecord, OutboxRecord, OutboxRecord];
const delivered = (record: OutboxRecord): OutboxRecord => ({ ...record, state: "delivered", delivered_at: NOW });

type Case = [string, OutboxRecord[], string[], string[], string[], string[], string[]];
it.each<Case>([
  ["nothing anywhere", [], [], [], [], [], []],
  ["a new one", [one], [], [], [one.id], [], []],
  ["one that is noted", [one], [one.id], [], [], [], []],
  ["one sent back, too", [{ ...one, state: "rejected" }], [one.id], [], [], [], []],
  ["one that was delivered", [delivered(one)], [one.id], [], [], [one.id], []],
  ["one that the worker took back", [], [one.id], [one.id], [], [one.id], []],
  ["one that another tab took back after this one had read it", [one], [], [one.id], [], [], []],
  ["one that is gone", [two], [one.id, two.id], [], [], [], [one.id]],
])("compares what is kept with what is noted: %s", (_, records, noted, ended, note, forget, missing) => {
  const found = compare({ records, noted, ended: (id) => ended.indexOf(id) >= 0 });
  expect({ ...found, note: found.note.map((record) => record.id) }).toEqual({ note, forget, missing });
});

/** A page's own storage with room for so many characters. */
function rows(room = Infinity): void {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    get length() {
      return kept.size;
    },
    key: (i: number) => Array.from(kept.keys())[i] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
    setItem: (key: string, text: string) => {
      const others = Array.from(kept).reduce((sum, [name, value]) => (name === key ? sum : sum + name.length + value.length), 0);
      if (others + key.length + text.length > room) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, text);
    },
  });
}

describe("a database that is thrown away", () => {
  let database: Database;
  let user: string;
  let number = 0;
  beforeEach(async () => {
    rows();
    user = `loss-${number++}`;
    database = await open(user);
  });
  const look = async (nowMs: number = NOW): Promise<Compared> => heldTogether({ database, user, records: await outbox.all(database), nowMs });
  const summary = async (nowMs?: number): Promise<unknown> => {
    const { records, restored, lost } = await look(nowMs);
    return [records.length, restored, lost.length];
  };

  it("comes back from the second copy as it was: the same ids, hours and words, waiting", async () => {
    const sentBack: OutboxRecord = { ...two, state: "rejected", reason: "不行" };
    await outbox.add(database, [one, sentBack]);
    expect(await summary()).toEqual([2, 0, 0]);
    await database.clear("outbox");
    expect(await summary()).toEqual([2, 2, 0]);
    expect((await outbox.all(database)).map(opOf)).toEqual([one, two].map(opOf));
    expect((await outbox.all(database)).map((record) => record.state)).toEqual(["waiting", "waiting"]);
    expect(await summary()).toEqual([2, 0, 0]);
  });

  it("does not bring back what was delivered, taken back, mended or put aside", async () => {
    await outbox.add(database, [one, { ...two, not_before: NOW + 5000 }, { ...three, state: "rejected", saved_to_file: true }]);
    const old: OutboxRecord = { ...check(370, NOW + 9), state: "rejected" };
    await outbox.add(database, [old]);
    await look();
    await outbox.change(database, [delivered(one)]);
    await forgetPeople(database); // as at signing out, before anybody compares again
    expect(await outbox.undo(database, [two.id], NOW)).toBe(true);
    expect(await outbox.putAside(database, three.id)).toBe(true);
    const mended = check(371, NOW + 10);
    await outbox.mend(database, old.id, [mended]);
    await look();
    await database.clear("outbox");
    const { records, lost } = await look();
    expect([records.map((record) => record.id), lost]).toEqual([[mended.id], []]);
  });

  it("says the number and the hours of what nothing can bring back, until the worker has seen it", async () => {
    rows(260); // enough for two hours, not for a record
    await outbox.add(database, [one, two]);
    await look();
    await database.clear("outbox");
    const { lost } = await look();
    expect(lost.map((record) => record.claimed_at).sort()).toEqual([one.claimed_at, two.claimed_at].sort());
    expect(spanOf(lost)).toEqual({ from: NOW, to: NOW + 1 });
    expect(await summary()).toEqual([0, 0, 2]);
    for (const { id } of lost) copies.forget(user, id);
    expect(await summary()).toEqual([0, 0, 0]);
  });

  it("notes again what was said to be taken back and was too late for it", async () => {
    await outbox.add(database, [one]);
    await look();
    expect(await outbox.undo(database, [one.id], Date.now())).toBe(false);
    await look(Date.now());
    expect(copies.notedIds(user)).toEqual([]);
    await look(Date.now() + 60001);
    await look(Date.now() + 60001);
    expect(copies.notedIds(user)).toEqual([one.id]);
  });

  it("is told by the number alone of an older page, once", async () => {
    await outbox.add(database, [delivered(one)]);
    const records = await outbox.all(database);
    lostBefore({ user, counted: 4, records });
    lostBefore({ user, counted: 9, records });
    const { lost } = await look();
    expect([lost.length, spanOf(lost)]).toEqual([3, null]);
  });

  it("is written to strictly: what is called saved is on the disk", async () => {
    const transaction = writingFacts(database);
    expect(transaction.durability).toBe("strict");
    await transaction.done;
  });

  it("is only a database where the page has no storage of its own", async () => {
    vi.stubGlobal("localStorage", undefined);
    await outbox.add(database, [one]);
    expect([copies.canCopy(), await summary()]).toEqual([false, [1, 0, 0]]);
  });

  it("is shown from the copy where it does not open, and nothing is called lost", async () => {
    await outbox.add(database, [one]);
    await look();
    const { records, restored, lost } = await heldTogether({ database: null, user, records: [], nowMs: NOW });
    expect([records.map((record) => record.id), restored, lost]).toEqual([[one.id], 0, []]);
  });
});

it("keeps all that a full phone did not take, of each subject what was typed last", () => {
  const door = (record: OutboxRecord, title: string): OutboxRecord => ({ ...record, about: { household: title, title } });
  const [a, b] = [door(one, "A"), door(two, "B")];
  const both = withUnwritten({ made: [b], unwritten: withUnwritten({ made: [a], unwritten: [] }) });
  expect(both).toEqual([a, b]);
  const same = { ...door(check(360, NOW + 50), "A"), data: a.data };
  expect(asBefore({ made: [same], unwritten: both }).map(({ id, claimed_at }) => [id, claimed_at])).toEqual([[a.id, a.claimed_at]]);
  const other = door(check(388, NOW + 60), "A");
  expect(asBefore({ made: [other], unwritten: both })).toEqual([other]);
  expect(withUnwritten({ made: [other], unwritten: both })).toEqual([b, other]);
  expect(withoutWritten({ made: [same], unwritten: both })).toEqual([b]);
});

it.each([
  ["QuotaExceededError", "full"],
  ["InvalidStateError", "failed"],
  ["VersionError", "failed"],
  ["TypeError", ""],
])("calls %s: %s", (name, trouble) => expect(troubleOf({ name })).toBe(trouble));

describe("a record that nobody can read", () => {
  const strange: [string, Partial<OutboxRecord>][] = [
    ["no hour", { claimed_at: "昨天" }],
    ["nothing said", { data: null }],
    ["no kind that is known", { kind: "drone", data: "x" }],
    ["of nobody", { about: undefined as never }],
    ["of an older page", { not_before: undefined as never, tries: undefined as never }],
  ];
  it.each(strange)("is sent and counted all the same: %s", (_, changes) => {
    const record = { ...one, ...changes };
    expect(toSend({ records: [record], nowMs: NOW })).toEqual([record]);
    const doors = doorsOf({ households: [{ ...household(), fetched_at: 0 }], records: [record, two], protocols: {}, offset: 0, user: "李四" });
    expect(doors.map((door) => [door.waiting, door.people[0]?.last?.temperature_tenths])).toEqual([[record.about ? 2 : 1, 361]]);
  });
  it("is told from one that can", () => expect([isReadable(one), isReadable({ ...one, data: null })]).toEqual([true, false]));
});
