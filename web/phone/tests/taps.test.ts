import { beforeAll, expect, it, vi } from "vitest";
import type * as Emergency from "../src/screens/emergency";
import type { OutboxRecord } from "../src/types";
import { templatesIn } from "./drawn";

let emergency: typeof Emergency;
beforeAll(async () => {
  vi.stubGlobal("navigator", { userAgent: "" }); // the engine names the phone by it
  emergency = await import("../src/screens/emergency");
});

const DATA = { emergency_kind: "CLUSTER", words: "三户发热", people: 1, household: null, person: null, grid: "340102001001001" };
const RECORD = { id: "r1", data: DATA, claimed_at: "2020-01-27T09:00:00+08:00", fields: {}, reason: "" } as unknown as OutboxRecord;

function tapsOf(word: string): (() => void)[] {
  const keys = templatesIn(emergency.mend(RECORD)).filter((template) => (template.strings || []).join("").indexOf("aria-pressed") >= 0);
  return keys.filter((key) => (key.values || [])[3] === word).map((key) => (key.values || [])[2] as () => void);
}

it("builds a second tap on the first one, though nothing was drawn between", () => {
  const [plus] = tapsOf("+");
  plus?.();
  plus?.();
  const values = templatesIn(emergency.mend(RECORD)).flatMap((template) => template.values || []);
  expect(values).toContain(3);
  expect(values).toContain("三户发热");
});
