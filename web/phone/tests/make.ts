/** Invented doors and records. */
import { newRecord } from "../src/outbox";
import type { Household, OutboxRecord, Person, Protocol } from "../src/types";

export const NOW = Date.parse("2026-11-24T01:00:00.000Z"); // 09:00 in Shanghai
export const USER = "0190aaaa-0000-7000-8000-000000000001";

export function check(tenths: number, nowMs: number = NOW, observation = "obs-1"): OutboxRecord {
  const record = newRecord({
    fact: {
      kind: "check",
      data: { observation, outcome: "DONE", channel: "VISIT", temperature_tenths: tenths, symptoms: [], antipyretic: null, site: "", device: "", outdoors: false, basis: {}, note: "" },
    },
    about: { household: "house-1", title: "1幢1单元101 王芳" },
    user: USER,
    nowMs,
  });
  return { ...record, not_before: 0 };
}

export function checks(count: number): OutboxRecord[] {
  return Array.from({ length: count }, (_, i) => check(360 + (i % 10), NOW + i));
}

export function person(changes: Partial<Person> = {}): Person {
  return {
    id: "person-1",
    name: "王芳",
    phone: "*********78",
    observation: "obs-1",
    protocol: "P2020-01",
    last_on: "2026-12-03",
    day_number: 5,
    alert: false,
    away: false,
    visit: false,
    slots: [
      { on: "2026-11-24", session: "AM", opens_at: "2026-11-23T23:00:00.000Z", due_at: "2026-11-24T03:00:00.000Z", overdue_at: "2026-11-24T05:00:00.000Z", outcome: "" },
      { on: "2026-11-24", session: "PM", opens_at: "2026-11-24T07:00:00.000Z", due_at: "2026-11-24T11:00:00.000Z", overdue_at: "2026-11-24T13:00:00.000Z", outcome: "" },
    ],
    last: null,
    ...changes,
  };
}

export function household(changes: Partial<Household> = {}): Household {
  return { etag: "e1", id: "house-1", grid: "330106001002001", address: "1幢1单元101", building: "1幢", order: "0001", note: "", apart: null, people: [person()], ...changes };
}

export function protocol(changes: Partial<Protocol> = {}): Protocol {
  return { fever_tenths: 373, lowest_tenths: 340, highest_tenths: 430, remeasure_below_tenths: 355, symptoms: ["COUGH", "FATIGUE"], sessions: [{ code: "AM", opens: "07:00", due: "11:00" }], ...changes };
}
