import { beforeAll, describe, expect, it, vi } from "vitest";
import type * as Arrival from "../src/screens/arrival";
import type * as Draft from "../src/parts/draft";
import type * as Frame from "../src/parts/frame";
import type * as State from "../src/state";
import type { Day } from "../src/store/people";
import { keysIn, wordsIn } from "./drawn";

let frame: typeof Frame;
let state: typeof State.state;
let arrival: typeof Arrival;
let parts: typeof Draft;
beforeAll(async () => {
  vi.stubGlobal("navigator", { userAgent: "" }); // the engine names the phone by it
  frame = await import("../src/parts/frame");
  arrival = await import("../src/screens/arrival");
  parts = await import("../src/parts/draft");
  state = (await import("../src/state")).state;
});

const GRID = { code: "340102001001001", name: "第一网格", community: "明光路社区", may_register: true, doctors: [], secretaries: [] };

function day(changes: Partial<Day> = {}): Day {
  return { day: "2026-11-24", keep_days: 7, grids: [GRID], protocols: {}, name: "李四", asked_at: 0, complete: true, ...changes };
}

describe("the head of the phone", () => {
  it("says whose one-time code its session began with", () => {
    state.everything = { ...state.everything, day: day({ by_code_of: "王书记" }) };
    expect(wordsIn(frame.statusBar())).toContain("用王书记发的登录码登录");
  });

  it("says nothing of it where there was none, the session is over, or the server is older", () => {
    const says = (): boolean => wordsIn(frame.statusBar()).some((words) => words.indexOf("登录码") >= 0);
    for (const by_code_of of ["", undefined]) {
      state.everything = { ...state.everything, day: day({ by_code_of }) };
      expect(says()).toBe(false);
    }
    state.everything = { ...state.everything, day: day({ by_code_of: "王书记" }) };
    state.net = "signed_out";
    expect(says()).toBe(false);
    state.net = "idle";
  });
});

describe("the form of an arrival", () => {
  it("asks of a child alone for the guardian, and has chosen nothing beforehand", () => {
    state.everything = { ...state.everything, day: day() };
    const consent = (): unknown => keysIn(arrival.screen("")).还不知道;
    expect(consent()).toBeUndefined();
    const aged = (age: number): void => parts.giveBack({ key: "arrival-", door: "", typed: { data: { age } } });
    aged(14);
    expect(consent()).toBeUndefined();
    aged(13);
    const keys = keysIn(arrival.screen(""));
    expect([keys.同意, keys.不同意, keys.还不知道]).toEqual([false, false, false]);
  });
});
