/** Somebody new at a door who is ill, or was with somebody who is. */

import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { ArrivalData } from "../src/kinds/arrival";
import { newcomers } from "../src/newcomer";
import { needsDoctor } from "../src/reading";
import type * as State from "../src/state";
import type * as Unwell from "../src/parts/unwell";
import type { Protocol } from "../src/types";
import { keysIn, templatesIn, wordsIn } from "./drawn";
import { protocol } from "./make";

const KNOWN = ["COUGH", "FATIGUE", "TASTE"];
const doctor = (told: { tenths?: number | null; symptoms?: string[]; contact?: "YES" | "NO" | "UNKNOWN" }, protocols: Record<string, Protocol> = { a: protocol() }): boolean =>
  needsDoctor({ tenths: null, symptoms: [], protocol: newcomers({ protocols, known: KNOWN }), ...told });

describe("whom the doctor must know of", () => {
  it.each([
    [{ tenths: 373 }, true],
    [{ tenths: 372 }, false],
    [{ symptoms: ["COUGH"] }, true],
    [{ symptoms: ["TASTE"] }, false], // no protocol here asks for it
    [{ contact: "YES" as const }, true],
    [{ contact: "UNKNOWN" as const }, false],
    [{ contact: "NO" as const, tenths: 365 }, false],
    [{ tenths: 431 }, false], // nobody has it: it is measured again
    [{}, false],
  ])("%j: %s", (told, must) => {
    expect(doctor(told)).toBe(must);
  });

  it("goes by the strictest protocol on this phone, and by all symptoms and 37.3 where there is none", () => {
    expect(doctor({ tenths: 370 }, { a: protocol(), b: protocol({ fever_tenths: 370 }) })).toBe(true);
    expect([doctor({ tenths: 373 }, {}), doctor({ symptoms: ["TASTE"] }, {})]).toEqual([true, true]);
  });
});

describe("the form", () => {
  let unwell: typeof Unwell;
  let state: typeof State.state;
  beforeAll(async () => {
    vi.stubGlobal("navigator", { userAgent: "" });
    unwell = await import("../src/parts/unwell");
    state = (await import("../src/state")).state;
  });
  beforeEach(() => {
    const grid = { code: "g", name: "一", community: "社区", may_register: true, doctors: [{ name: "张医生", phone: "0571-1" }], secretaries: [] };
    state.everything = { ...state.everything, words: { symptoms: { COUGH: "咳嗽", FATIGUE: "乏力" }, sessions: {}, emergencies: {}, origins: {} }, day: { day: "2026-11-24", keep_days: 7, grids: [grid], protocols: { a: protocol() }, name: "", asked_at: 0, complete: true } };
    state.alarms = [];
  });
  const data = (changes: Partial<ArrivalData>): ArrivalData => ({ grid: "g", symptoms: [], contact_history: "UNKNOWN", temperature_tenths: null, ...changes }) as ArrivalData;
  const drawn = (changes: Partial<ArrivalData>, tenths: number | null = null): unknown => unwell.unwell({ data: data(changes), tenths, household: "house-1", open: true, toggle: () => undefined, change: () => undefined });

  it("asks for symptoms, and shows the doctor's number and the way to an emergency as soon as one is needed", () => {
    expect(Object.keys(keysIn(drawn({})))).toEqual(["症状", "咳嗽", "乏力"]);
    expect(wordsIn(drawn({})).join(" ")).not.toContain("张医生");
    const shown = wordsIn(drawn({ contact_history: "YES", symptoms: ["COUGH"] }, 381)).join(" ");
    for (const words of ["体温 38.1 ℃", "有症状：咳嗽", "接触过病人", "张医生", "0571-1", "要上报紧急情况"]) expect(shown).toContain(words);
    expect(templatesIn(drawn({ contact_history: "YES" })).some((template) => (template.strings || []).join("").indexOf("/w/emergency/") >= 0)).toBe(true);
  });

  it("keeps the doctor's number on the list after it is saved, and nothing of who is well", async () => {
    await unwell.keepNewcomersAlarm({ data: data({ temperature_tenths: 365, contact_history: "NO" }), title: "1幢 王芳", id: "a" });
    expect(state.alarms).toEqual([]);
    await unwell.keepNewcomersAlarm({ data: data({ temperature_tenths: 381 }), title: "1幢 王芳", id: "a" });
    expect(state.alarms).toEqual([{ id: "a", title: "1幢 王芳", said: "体温 38.1 ℃", grid: "g" }]);
  });
});
