import { expect, it } from "vitest";
import { clockOf, dayOf, momentOf, offsetMs, sessionAt } from "../src/clock";
import { newId, randomId } from "../src/ids";
import { NOW } from "./make";

it.each([
  ["2026-11-23T15:59:59.999Z", "2026-11-23", "23:59"],
  ["2026-11-23T16:00:00.000Z", "2026-11-24", "00:00"],
])("%s is the %s at %s in Shanghai", (at, day, clock) => {
  expect(dayOf(Date.parse(at))).toBe(day);
  expect(clockOf(Date.parse(at))).toBe(clock);
});

it("says the day only of another day", () => {
  expect(momentOf(NOW, NOW)).toBe("09:00");
  expect(momentOf(NOW - 86400000, NOW)).toBe("11-23 09:00");
});

it("measures a clock that is nine hours ahead", () => {
  const askedMs = NOW + 9 * 3600000;
  expect(offsetMs({ serverNow: new Date(NOW + 200).toISOString(), askedMs, heardMs: askedMs + 400 })).toBe(-9 * 3600000);
  expect(offsetMs({ serverNow: "nonsense", askedMs, heardMs: askedMs })).toBe(0);
});

const SESSIONS = [{ code: "AM", opens: "07:00" }, { code: "PM", opens: "15:00" }];
it.each([["00:10", "AM"], ["06:59", "AM"], ["07:00", "AM"], ["14:59", "AM"], ["15:00", "PM"], ["23:59", "PM"]])("%s belongs to %s", (clock, code) => {
  expect(sessionAt({ sessions: SESSIONS, clock })?.code).toBe(code);
});

it("makes 5000 different ids in the order they were made, within a millisecond too", () => {
  const ids = Array.from({ length: 5000 }, (_, i) => newId({ nowMs: NOW + Math.floor(i / 2000) }));
  expect(new Set(ids).size).toBe(5000);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(parseInt((ids[0] as string).replace(/-/g, "").slice(0, 12), 16)).toBe(NOW);
});

it("makes a random id for the phone", () => {
  expect(randomId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
