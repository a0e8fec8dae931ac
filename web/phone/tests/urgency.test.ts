import { describe, expect, it } from "vitest";
import { batchesOf, toSend } from "../src/outbox";
import type { OutboxRecord } from "../src/types";
import { feverFrom, urgencyOf } from "../src/urgency";
import { check, checks, NOW, protocol } from "./make";

const of = (kind: string, data: object | null): number => urgencyOf({ record: { kind, data: data as object }, fever_tenths: 373 });

describe("how urgent a record is", () => {
  it.each([
    ["emergency", { words: "x" }, 0],
    ["check", { temperature_tenths: 373, symptoms: [] }, 1],
    ["check", { temperature_tenths: 372, symptoms: [] }, 2],
    ["check", { temperature_tenths: null, symptoms: ["COUGH"] }, 1],
    ["check", { temperature_tenths: null, symptoms: [], outcome: "NOBODY_HOME" }, 2],
    ["arrival", { temperature_tenths: null, symptoms: [], contact_history: "YES", origin_class: "ELSEWHERE" }, 1],
    ["arrival", { contact_history: "UNKNOWN", origin_class: "HUBEI" }, 1],
    ["arrival", { contact_history: "UNKNOWN", origin_class: "UNKNOWN", origin: "湖北省武汉市" }, 1],
    ["arrival", { contact_history: "NO", origin_class: "ELSEWHERE", origin: "安徽合肥" }, 2],
    ["arrival", { temperature_tenths: 381, contact_history: "NO" }, 1],
    ["call", { note: "要米" }, 2],
    ["household", {}, 2],
    ["newer", null, 2], // of another page: unreadable is not urgent, and breaks nothing
  ])("%s %j: %i", (kind, data, urgency) => {
    expect(of(kind, data)).toBe(urgency);
  });

  it("goes by the lowest fever of the protocols at hand, and by 37.3 where there is none", () => {
    expect(feverFrom({})).toBe(373);
    expect(feverFrom({ a: protocol({ fever_tenths: 375 }), b: protocol({ fever_tenths: 370 }) })).toBe(370);
  });
});

it("sends emergencies first and alone, then what alarms, then the rest in the order it was done", () => {
  const ordinary = checks(600);
  const fever = check(381, NOW + 700);
  const emergency: OutboxRecord = { ...check(0, NOW + 800), kind: "emergency", data: { words: "x" } };
  const urgency = (record: OutboxRecord) => urgencyOf({ record, fever_tenths: 373 });
  const sent = batchesOf(toSend({ records: [...ordinary, fever, emergency], nowMs: NOW + 1000, urgency }), urgency);
  expect(sent.map((batch) => batch.length)).toEqual([1, 1, 200, 200, 200]);
  expect(sent.slice(0, 2).map((batch) => (batch[0] as OutboxRecord).id)).toEqual([emergency.id, fever.id]);
  expect(sent.slice(2).map((batch) => batch.map((one) => one.id)).reduce((all, one) => all.concat(one), [])).toEqual(ordinary.map((one) => one.id));
});
