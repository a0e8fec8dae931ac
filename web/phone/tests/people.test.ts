import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { open, type Database } from "../src/store/database";
import * as outbox from "../src/store/outbox";
import { had, readAll, takeIn, wipe, wipeStale } from "../src/store/people";
import type { DayAnswer, Task } from "../src/types";
import { check, household, NOW, person, USER } from "./make";

let database: Database;
let number = 0;
beforeEach(async () => {
  database = await open(`people-${number++}`);
});
afterEach(() => database.close());

function answer(changes: Partial<DayAnswer>): DayAnswer {
  return { server_now: new Date(NOW).toISOString(), user: { id: USER, name: "李四" }, day: "2026-11-24", keep_days: 7, grids: [], protocols: {}, words: { symptoms: {}, sessions: {}, emergencies: {}, origins: {} }, households: [], tasks: [], gone: [], more: false, ...changes };
}
const take = (changes: Partial<DayAnswer>, nowMs: number = NOW): Promise<void> => takeIn({ database, answer: answer(changes), offset: 0, nowMs, language: "zh" });
const news = async (): Promise<string[]> => (await readAll(database, "zh")).changes.map((change) => `${change.kind} ${change.words}`.trim());

it("says nothing of changes on the first day, however many answers it takes", async () => {
  await take({ households: [household()], more: true });
  await take({ households: [household({ id: "house-2", etag: "e2" })] });
  expect(await news()).toEqual([]);
  expect((await had(database)).have.sort()).toEqual(["e1", "e2"]);
});

it("drops a household that is gone, and keeps one that only changed", async () => {
  await take({ households: [household(), household({ id: "house-2", etag: "e2" })] });
  await take({ households: [household({ etag: "e1b", note: "狗" })], gone: ["e1", "e2"] });
  expect((await readAll(database, "zh")).households.map((h) => h.etag)).toEqual(["e1b"]);
  expect(await news()).toEqual(["NOTE 狗", "HOUSEHOLD_GONE"]);
});

it("tells of new people, people gone, a release, and a check by somebody else only", async () => {
  await take({ households: [household({ people: [person(), person({ id: "person-2", name: "王小明", observation: "obs-2" }), person({ id: "person-3", name: "张三", observation: "obs-3" })] })] });
  const last = (by: string): { temperature_tenths: number; at: string; by: string } => ({ temperature_tenths: 366, at: "2026-11-24T00:30:00Z", by });
  await take({ gone: ["e1"], households: [household({ etag: "e2", people: [person({ last: last("赵医生") }), person({ id: "person-2", name: "王小明", observation: null, last: last("李四") }), person({ id: "person-4", name: "李四", observation: "obs-4" })] })] });
  expect(await news()).toEqual(["CHECKED 王芳 36.6 赵医生", "RELEASED 王小明", "NEW_PERSON 李四", "PERSON_GONE 张三"]);
});

it("keeps the tasks while pieces come, and forgets them with the people", async () => {
  const task: Task = { kind: "CARE", words: "关爱：首次走访", subject: "house-1", title: "李强", address: "3幢", household: "house-1", due_at: "2026-11-24T00:30:00Z", state: "OPEN", page: "/households/house-1/" };
  await take({ tasks: [task] });
  await take({ tasks: null, more: true });
  expect((await readAll(database, "zh")).day?.tasks).toEqual([task]);
  await take({ tasks: [] });
  expect((await readAll(database, "zh")).day?.tasks).toEqual([]);
  await take({ tasks: [task] });
  await wipe(database);
  expect((await readAll(database, "zh")).day).toBeUndefined();
});

it("wipes people not refreshed for keep_days, by the server's clock alone", async () => {
  await take({ households: [household()] }, NOW - 30 * 86400000);
  expect(await wipeStale(database, 0)).toBe(false);
  expect(await wipeStale(database, NOW + 7 * 86400000 - 1)).toBe(false);
  expect((await had(database)).have).toHaveLength(1);
  expect(await wipeStale(database, NOW + 7 * 86400000)).toBe(true);
  expect((await had(database)).have).toHaveLength(0);
});

it("never wipes while a record waits or is rejected", async () => {
  await take({ households: [household()] });
  for (const state of ["waiting", "rejected"] as const) {
    await outbox.add(database, [{ ...check(365, NOW + (state === "waiting" ? 0 : 1)), state }]);
    expect(await wipeStale(database, NOW + 99 * 86400000)).toBe(false);
    expect(await wipe(database)).toBe(false);
    expect(await outbox.all(database)).not.toHaveLength(0);
    await database.clear("outbox");
  }
  await database.put("meta", [{ title: "王芳" }], "alarms");
  expect(await wipe(database)).toBe(true);
  expect(await database.get("meta", "alarms")).toBeUndefined();
});

it("keeps one user's doors from another's", async () => {
  await take({ households: [household()] });
  await outbox.add(database, [check(365)]);
  const other = await open(`people-other-${number}`);
  expect((await had(other)).have).toEqual([]);
  expect(await outbox.all(other)).toEqual([]);
  other.close();
});

it("keeps the lists to be worked on until the server gives others, and forgets one that is no more", async () => {
  await take({ sections: { places: { etag: "p1", rows: [{ place: "茶馆" }] }, songs: { etag: "s1", rows: [] } } });
  await take({});
  expect((await had(database)).sections).toEqual({ places: "p1", songs: "s1" });
  await take({ sections: { places: { etag: "p2", rows: [] }, songs: null } });
  expect((await readAll(database, "zh")).sections).toEqual({ places: { etag: "p2", rows: [] } });
  await wipe(database);
  expect((await had(database)).sections).toEqual({});
});

it("knows by whose one-time code the session began, and forgets it with the next that began otherwise", async () => {
  await take({ user: { id: USER, name: "李四", by_code_of: "王书记" } });
  expect((await readAll(database, "zh")).day?.by_code_of).toBe("王书记");
  await take({ user: { id: USER, name: "李四", by_code_of: "" } });
  expect((await readAll(database, "zh")).day?.by_code_of).toBe("");
});

it("knows what its worker may bring", async () => {
  await take({ kinds: ["emergency"] });
  expect((await readAll(database, "zh")).day?.kinds).toEqual(["emergency"]);
});
