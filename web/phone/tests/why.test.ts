/** What the phone says when nothing goes out, and what an emergency says that has not. */

import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Why } from "../src/http";
import type * as Frame from "../src/parts/frame";
import type * as NotOut from "../src/parts/not_out";
import type * as State from "../src/state";
import type { OutboxRecord } from "../src/types";
import { templatesIn, wordsIn } from "./drawn";
import { check, USER } from "./make";

let frame: typeof Frame;
let parts: typeof NotOut;
let state: typeof State.state;
beforeAll(async () => {
  vi.stubGlobal("navigator", { userAgent: "" });
  vi.stubGlobal("location", { pathname: "/w/h/house-1/" });
  frame = await import("../src/parts/frame");
  parts = await import("../src/parts/not_out");
  state = (await import("../src/state")).state;
});
beforeEach(() => {
  Object.assign(state, { user: USER, net: "idle", why: undefined, revoked: false, locked: false, records: [], database: {} });
  state.everything = { ...state.everything, day: undefined };
});

const says = (): string => wordsIn(frame.statusBar()).join(" ");

describe("the bar", () => {
  it.each([
    ["no_network", "没有网络"],
    ["no_answer", "服务器没有回答"],
    ["down", "服务器没有回答"],
    ["busy", "服务器没有回答"],
    ["stranger", "这个网要先登录"],
  ] as [Why, string][])("says of %s: %s", (why, words) => {
    Object.assign(state, { net: "later", why });
    const said = says();
    expect(said).toContain(words);
    expect(["没有网络", "服务器没有回答", "这个网", "登录已过期"].filter((other) => said.indexOf(other) >= 0)).toHaveLength(1);
  });

  it("speaks of none while it works, or once something was heard", () => {
    Object.assign(state, { net: "working", why: "no_network" });
    expect(says()).not.toContain("没有网络");
    state.net = "idle";
    expect(says()).not.toContain("没有网络");
  });

  it("leads whoever was signed out to signing in and back to where they were, and calls nothing expired that never was", () => {
    state.net = "signed_out";
    expect(says()).toContain("登录已过期，点此登录");
    expect(says()).toContain("/sign-in/?next=%2Fw%2Fh%2Fhouse-1%2F");
    state.user = "";
    expect(says()).toContain("请先登录");
    expect(says()).not.toContain("过期");
  });

  it("says of a phone that was withdrawn that it was, and not that a sign-in ran out", () => {
    Object.assign(state, { revoked: true, net: "signed_out" });
    expect(says()).toContain("这台手机已停用");
    expect(says()).not.toContain("过期");
  });
});

describe("an emergency that has not gone out", () => {
  const grid = { code: "330106001002001", name: "一", community: "社区", may_register: false, doctors: [{ name: "张医生", phone: "0571-1" }], secretaries: [{ name: "王书记", phone: "0571-2" }, { name: "没有号码的人", phone: "" }] };
  const emergency = (changes: Partial<OutboxRecord> = {}): OutboxRecord => ({ ...check(0, Date.now() - 42 * 60000), kind: "emergency", data: { words: "有人倒地", grid: grid.code }, about: { household: null, title: "有人倒地 1幢" }, ...changes });
  const shown = (): string => (templatesIn(parts.notOut()).length ? wordsIn(parts.notOut()).join(" ") : "");
  const day = { day: "2026-11-24", keep_days: 7, grids: [grid], protocols: {}, name: "李四", asked_at: 0, complete: true };

  it("counts up, and names the secretary first and the doctor after, both to be dialled", () => {
    state.everything = { ...state.everything, day };
    state.records = [emergency(), check(381)];
    expect(shown()).toContain("紧急情况还没有报出去，已经 42 分钟");
    expect(shown()).toContain("有人倒地 1幢");
    expect(shown().indexOf("王书记")).toBeLessThan(shown().indexOf("张医生"));
    expect(shown()).toContain("0571-2");
    expect(shown()).not.toContain("没有号码的人");
  });

  it("says what to do where no number is known, also of a time that nobody can read", () => {
    state.records = [emergency({ claimed_at: "nonsense", data: null as never })];
    expect(shown()).toContain("马上到社区当面报告");
    expect(shown()).toContain("已经 0 分钟");
  });

  it("stays while it is sent back, is quiet once it is delivered, and names nothing on a locked phone", () => {
    state.records = [emergency({ state: "rejected" })];
    expect(shown()).toContain("还没有报出去");
    state.locked = true;
    expect(shown()).not.toContain("有人倒地");
    expect(shown()).toContain("还没有报出去");
    state.records = [emergency({ state: "delivered" }), check(381)];
    expect(shown()).toBe("");
  });
});
