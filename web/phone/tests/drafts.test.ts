import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { form, forgetForms, giveBack, goesOn, halfTyped, readForms, set, drop, writeForms } from "../src/parts/draft";
import { saveForm } from "../src/parts/form";
import { state } from "../src/state";
import { open } from "../src/store/database";
import { all } from "../src/store/drafts";
import * as outbox from "../src/store/outbox";
import { forgetPeople } from "../src/store/people";
import { check, NOW } from "./make";

type Note = { note: string; faults: Record<string, string> };
const note = (begins = ""): Note => form<Note>({ key: "need-d1", door: "d1", make: () => ({ note: begins, faults: {} }) });

/** The page goes and comes again. */
async function reload(): Promise<void> {
  writeForms();
  await all(state.database); // behind what is being written
  await readForms();
}

let user = 0;
beforeEach(async () => {
  vi.useRealTimers();
  state.database = await open(`u${++user}`);
  forgetForms();
});

describe("what is typed", () => {
  it("comes back after a reload, and marks its door", async () => {
    set(note(), { note: "缺药" });
    await reload();
    expect([...halfTyped()]).toEqual(["d1"]);
    expect(note().note).toBe("缺药");
    expect(goesOn("need-d1")).toBe(true);
  });

  it("is nothing while it is what the form began with, and begins with what is true now", async () => {
    const typed = note("老人耳背");
    expect(note("家里有狗")).toBe(typed);
    expect(typed.note).toBe("家里有狗");
    set(typed, { faults: { note: "请写几个字" } });
    await reload();
    expect(halfTyped().size).toBe(0);
    expect(await all(state.database)).toEqual([]);
  });

  it("is forgotten when it is let go, with the people, and with its day", async () => {
    set(note(), { note: "缺药" });
    await reload();
    note();
    drop("need-d1");
    await reload();
    expect(note().note).toBe("");

    set(note(), { note: "缺药" });
    writeForms();
    if (state.database) await forgetPeople(state.database);
    expect(await all(state.database)).toEqual([]);

    forgetForms();
    set(note(), { note: "缺药" });
    writeForms();
    expect(await all(state.database)).toHaveLength(1);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 86400000 });
    await readForms();
    expect(note().note).toBe("");
  });

  it("of a form that an older page left has what that page did not know", async () => {
    giveBack({ key: "a", door: "", typed: { data: { name: "王芳" } } });
    const typed = form({ key: "a", door: "", make: () => ({ data: { name: "", seat: "" }, digits: "" }) });
    expect(typed).toEqual({ data: { name: "王芳", seat: "" }, digits: "" });
  });
});

describe("a form", () => {
  vi.stubGlobal("location", { pathname: "/w/need/d1/" });

  it("is saved once, however often it is tapped, and again once it was given back", async () => {
    let saves = 0;
    const tap = (typed: Note): Promise<void> => saveForm({ key: "need-d1", door: "d1", typed, save: () => Promise.resolve(Boolean(++saves)), then: () => undefined });
    const typed = note();
    set(typed, { note: "缺药" });
    await Promise.all([tap(typed), tap(typed)]);
    await tap(typed);
    expect(saves).toBe(1);

    giveBack({ key: "need-d1", door: "d1", typed });
    expect(note().note).toBe("缺药");
    await tap(note());
    expect(saves).toBe(2);
  });

  it("that could not be saved stays and may be tried again", async () => {
    const said = [false, true];
    const typed = note();
    set(typed, { note: "缺药" });
    const tap = (): Promise<void> => saveForm({ key: "need-d1", door: "d1", typed, save: () => Promise.resolve(said.shift() as boolean), then: () => undefined });
    await tap();
    expect(note()).toBe(typed);
    await tap();
    expect(note().note).toBe("");
    expect(said).toEqual([]);
  });
});

it("a mended record that is undone is again the one that was sent back", async () => {
  const database = state.database as NonNullable<typeof state.database>;
  const old = { ...check(45), state: "rejected" as const, reason: "请重新量" };
  const mended = { ...check(365, NOW + 1), not_before: NOW + 7000 };
  await outbox.add(database, [old]);
  await outbox.mend(database, old.id, [mended]);
  expect(await outbox.undo(database, [mended.id], NOW + 7000, old)).toBe(false);
  expect((await outbox.all(database)).map((record) => record.id)).toEqual([mended.id]);
  expect(await outbox.undo(database, [mended.id], NOW, old)).toBe(true);
  expect(await outbox.all(database)).toEqual([old]);
});
