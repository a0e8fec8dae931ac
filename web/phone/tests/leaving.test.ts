/** The phone of somebody who may see nobody any more: people go at once, what is unsent stays. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import type * as Engine from "../src/engine";
import type * as Memory from "../src/memory";
import { reachOf } from "../src/reach";
import type * as Over from "../src/screens/over";
import type * as State from "../src/state";
import type * as Outbox from "../src/store/outbox";
import type * as People from "../src/store/people";
import type { DayAnswer, OutboxRecord } from "../src/types";
import { wordsIn } from "./drawn";
import { check, household, NOW, USER } from "./make";
import { serve, type Asked, type Said } from "./server";

type Answers = Parameters<typeof serve>[0];

let asked: Asked[];
let answers: Answers;
let engine: typeof Engine;
let memory: typeof Memory;
let outbox: typeof Outbox;
let over: typeof Over;
let people: typeof People;
let state: State.State;
let number = 0;

/** A phone as it was left in the evening: a door, a fever to be told, a record sent and what is given here. */
beforeEach(async () => {
  vi.resetModules();
  answers = {};
  asked = serve(answers);
  engine = await import("../src/engine");
  memory = await import("../src/memory");
  outbox = await import("../src/store/outbox");
  over = await import("../src/screens/over");
  people = await import("../src/store/people");
  state = (await import("../src/state")).state;
  const user = `${USER.slice(0, -3)}${100 + number++}`;
  state.device = "old-device";
  localStorage.setItem(`linli-device-${user}`, state.device);
  await memory.enter(user);
  await people.takeIn({ database: base(), answer: day({ grids: [GRID], households: [household()] }), offset: 0, nowMs: NOW, language: "zh" });
  await people.takeIn({ database: base(), answer: day({ grids: [GRID], gone: ["e1"], households: [household({ etag: "e2", note: "有狗" })] }), offset: 0, nowMs: NOW, language: "zh" });
  await outbox.add(base(), [{ ...check(382, NOW, "obs-0"), state: "delivered", delivered_at: Date.now() }]);
  state.alarms = [{ id: "a", title: "王芳", said: "38.2", grid: GRID.code }];
  await memory.keep("alarms", state.alarms);
  await memory.readAgain();
});

const GRID = { code: "330106001002001", name: "第一网格", community: "社区", may_register: false, doctors: [], secretaries: [] };
const base = (): NonNullable<State.State["database"]> => state.database as NonNullable<State.State["database"]>;
const revoked = (): Said => ({ status: 403, body: { code: "revoked" } });

function day(changes: Partial<DayAnswer> = {}): DayAnswer {
  return { server_now: new Date(NOW).toISOString(), user: { id: state.user, name: "李四" }, day: "2026-11-24", keep_days: 7, grids: [], protocols: {}, kinds: [], words: { symptoms: {}, sessions: {}, emergencies: {}, origins: {} }, households: [], tasks: [], gone: [], more: false, ...changes };
}

async function unsent(record: OutboxRecord = check(365)): Promise<string> {
  await outbox.add(base(), [record]);
  await memory.readAgain();
  return record.id;
}

/** What the disk of the phone still says of people. */
async function known(): Promise<unknown> {
  const { households, changes, day, sections } = await people.readAll(base(), "zh");
  return { households: households.length, changes: changes.length, day: Boolean(day), sections, alarms: (await memory.row("alarms")) || [], records: (await outbox.all(base())).map((record) => record.id) };
}
const nobody = (records: string[] = []): unknown => ({ households: 0, changes: 0, day: false, sections: {}, alarms: [], records });

describe("a phone that was withdrawn, or whose account is locked", () => {
  it("forgets people and sent records at once, and keeps what is unsent", async () => {
    const waiting = await unsent();
    const rejected = await unsent({ ...check(366, NOW + 1), state: "rejected" });
    answers["/api/v1/sync"] = answers["/api/v1/day"] = answers["/api/v1/me"] = revoked;
    await engine.round("now");
    expect(await known()).toEqual(nobody([waiting, rejected]));
    expect([state.revoked, state.alarms, state.everything.households, state.records.length]).toEqual([true, [], [], 2]);
  });

  it("forgets everybody where nothing is unsent", async () => {
    answers["/api/v1/day"] = revoked;
    await engine.round("now");
    expect(await known()).toEqual(nobody());
  });
});

describe("a withdrawn phone whose worker signs in again", () => {
  const held: Answers[string] = ({ ops }) => ({ body: { server_now: new Date().toISOString(), skew_seconds: 0, answers: (ops || []).map(({ id }) => ({ id, status: "held", code: "revoked" })) } });
  /** Devices that were told, by address. */
  const told = (path: string): string[] => asked.filter((one) => one.path === path).map((one) => one.device);
  const signIn = (): void => {
    answers["/api/v1/me"] = () => ({ body: { id: state.user, name: "李四" } });
    answers["/api/v1/day"] = ({ device }) => (device === "old-device" ? revoked() : { body: day({ grids: [GRID], households: [household()] }) });
    asked.length = 0;
  };
  beforeEach(() => {
    answers["/api/v1/sync"] = answers["/api/v1/day"] = revoked;
    const nobodyIn: Answers[string] = () => ({ status: 401, body: { code: "signed_out" } });
    answers["/api/v1/me"] = nobodyIn;
    answers["/sign-out/"] = () => {
      answers["/api/v1/me"] = nobodyIn;
      return { body: {} };
    };
  });

  it("goes on as a new phone where nothing is unsent, and never tells the old id under that sign-in", async () => {
    await engine.round("now");
    await engine.round("now");
    expect([state.revoked, state.net, state.device]).toEqual([true, "signed_out", "old-device"]);
    expect(wordsIn(over.withdrawn()).join(" ")).toContain("重新登录后，这台手机当作新手机");

    signIn();
    await engine.round("now");
    expect([state.revoked, await memory.row("revoked"), state.everything.households.length]).toEqual([false, undefined, 1]);
    expect(state.device).not.toBe("old-device");
    expect(localStorage.getItem(`linli-device-${state.user}`)).toBe(state.device);
    expect([told("/api/v1/day"), told("/api/v1/sync")]).toEqual([[state.device], []]);
  });

  it("hands over what is unsent under its old id first, and goes on with the next sign-in", async () => {
    await unsent();
    await engine.round("now");
    expect([state.revoked, state.records.length]).toEqual([true, 1]);

    signIn();
    answers["/api/v1/sync"] = held;
    await engine.round("now");
    expect([told("/api/v1/sync"), told("/sign-out/").length, told("/api/v1/day")]).toEqual([["old-device"], 1, []]);
    expect([state.revoked, state.net, await known()]).toEqual([true, "signed_out", nobody()]);

    signIn();
    await engine.round("now");
    expect([state.revoked, told("/api/v1/day")]).toEqual([false, [state.device]]);
    expect(state.device).not.toBe("old-device");
  });

  it("is another's where another signs in", async () => {
    await engine.round("now");
    const [first, another] = [state.user, `another-${number}`];
    answers["/api/v1/me"] = () => ({ body: { id: another, name: "赵六" } });
    answers["/api/v1/day"] = () => ({ status: 503, body: {} });
    await engine.round("now");
    expect([state.user, state.revoked]).toEqual([another, false]);
    expect(localStorage.getItem(`linli-device-${first}`)).toBe("old-device");
  });
});

describe("a phone whose worker's post ended", () => {
  beforeEach(() => {
    answers["/api/v1/day"] = () => ({ body: day({ gone: ["e2"] }) });
  });

  it("forgets people and sent records as at signing out, and says so until there is a door again", async () => {
    await engine.round("now");
    expect(await known()).toEqual(nobody());
    expect([state.ended, state.alarms, wordsIn(over.ended()).join(" ")]).toEqual([true, [], expect.stringMatching("^您的岗位已结束 (?!.*没有上传)")]);
    await memory.enter(state.user);
    expect(state.ended).toBe(true);

    answers["/api/v1/day"] = () => ({ body: day({ grids: [GRID], households: [household()] }) });
    engine.askAgain();
    await engine.round("now");
    expect([state.ended, state.everything.households.length]).toEqual([false, 1]);
  });

  it("keeps and names what is unsent, and forgets it once it is sent", async () => {
    const waiting = await unsent({ ...check(365), not_before: Date.now() + 5000 });
    await engine.round("now");
    expect(await known()).toEqual(nobody([waiting]));
    expect(wordsIn(over.ended())).toContain("还有 1 条没有上传");

    await outbox.change(base(), [{ ...check(365), id: waiting }]);
    answers["/api/v1/sync"] = ({ ops }) => ({ body: { server_now: new Date().toISOString(), skew_seconds: 0, answers: (ops || []).map(({ id }) => ({ id, status: "held", code: "no_post" })) } });
    await memory.readAgain();
    await engine.round("now");
    expect(await known()).toEqual(nobody());
    expect([state.ended, state.revoked]).toEqual([true, false]);
  });

  it("goes on with what else its worker has to do", async () => {
    answers["/api/v1/day"] = () => ({ body: day({ gone: ["e2"], kinds: ["emergency"] }) });
    await engine.round("now");
    expect(await known()).toEqual(nobody());
    await engine.round("now");
    expect([state.ended, state.everything.day?.kinds]).toEqual([false, ["emergency"]]);
  });
});

it.each([
  ["no day came", undefined, false, 0, "here"],
  ["a phone of somebody who never had doors", [], false, 0, "nothing"],
  ["one that an older page left with what it had sent", [], false, 3, "ended"],
  ["one that is asked again", [], true, 0, "ended"],
] as const)("tells where posts reach: %s", (_, grids, ended, kept, reach) => {
  const empty = grids ? { day: "", keep_days: 7, grids: [...grids], protocols: {}, name: "", asked_at: 0, complete: true } : undefined;
  expect(reachOf({ before: { day: undefined, households: [] }, day: empty, ended, kept })).toBe(reach);
});

it("forgets the people of one worker when another signed in on the phone, and keeps what the first has not sent", async () => {
  const first = state.user;
  const waiting = await unsent();
  answers["/api/v1/sync"] = answers["/api/v1/day"] = ({ device }) => (device === "old-device" ? { status: 403, body: { code: "other_user" } } : { status: 503, body: {} });
  answers["/api/v1/me"] = () => ({ body: { id: `another-${number}`, name: "赵六" } });
  await engine.round("now");
  expect(state.user).toBe(`another-${number}`);
  await memory.enter(first);
  expect(await known()).toEqual(nobody([waiting]));
});

it("keeps people while a sign-in has only expired, or the network is gone", async () => {
  const waiting = await unsent();
  answers["/api/v1/sync"] = answers["/api/v1/day"] = () => ({ status: 401, body: { code: "signed_out" } });
  await engine.round("now");
  expect(state.net).toBe("signed_out");
  expect(await known()).toMatchObject({ households: 1, day: true });
  expect(await known()).toHaveProperty("records.1", waiting);
});

it("drops the telephones that an older page kept of sent records, and of no others", async () => {
  const card = (phone: string, changes: Partial<OutboxRecord>): OutboxRecord => ({ ...check(365, NOW + Number(phone)), kind: "person", data: { person: "p", phone }, ...changes });
  await outbox.add(base(), [card("13800001234", { state: "delivered", delivered_at: Date.now() }), card("13900001234", { state: "rejected" })]);
  answers["/api/v1/day"] = () => ({ body: day({ grids: [GRID] }) });
  await engine.round("now");
  expect(state.records.filter(({ kind }) => kind === "person").map((record) => record.data)).toEqual([{ person: "p", phone: "" }, { person: "p", phone: "13900001234" }]);
});
