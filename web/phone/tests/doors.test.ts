import { describe, expect, it } from "vitest";
import { doorsOf, type Door } from "../src/overlay";
import { degrees, needsDoctor, tenthsOf, verdictOf } from "../src/reading";
import { doorStanding, inWalkingOrder, slotNow, standingOf } from "../src/slots";
import type { CheckData } from "../src/kinds/check";
import type { Household, OutboxRecord, Person, Protocol, Slot } from "../src/types";
import { check, household, NOW, person, USER } from "./make";
import { newRecord } from "../src/outbox";
import { orderAt } from "../src/walk";
import { householdIn } from "../src/code";
import { missedYesterday, tallyOf } from "../src/tally";
import { dataOf, emptyEntry, faultOf, isUnseen, withDigits, withOutcome, withSymptom, withTenths } from "../src/entry";

const PROTOCOL: Protocol = { fever_tenths: 373, lowest_tenths: 340, highest_tenths: 430, remeasure_below_tenths: 355, symptoms: ["COUGH"], sessions: [{ code: "AM", opens: "07:00", due: "11:00" }, { code: "PM", opens: "15:00", due: "19:00" }] };
const PROTOCOLS = { "P2020-01": PROTOCOL };
const HOUR = 3600000;

function doors(records: OutboxRecord[], house: Household = household(), fetched_at: number = NOW - HOUR): Door[] {
  return doorsOf({ households: [{ ...house, fetched_at }], records, protocols: PROTOCOLS, offset: 0, user: "李四" });
}
const first = (found: Door[]): Person => found[0]?.people[0] as Person;
const outcome = (found: Door[]): string => first(found).slots[0]?.outcome as string;
function visit(nowMs: number, outcome: CheckData["outcome"], channel: CheckData["channel"] = "VISIT"): OutboxRecord {
  const record = check(365, nowMs);
  return { ...record, data: { ...(record.data as CheckData), outcome, channel } };
}

describe("how a door stands", () => {
  it.each([
    ["before the session", "06:30", "later"],
    ["when it opens", "07:00", "due"],
    ["at its hour", "11:00", "due"],
    ["within the grace", "12:59", "due"],
    ["when the grace is over", "13:00", "overdue"],
    ["and in the next", "15:00", "overdue"],
  ])("%s", (_, clock, standing) => {
    expect(standingOf({ person: person(), protocol: PROTOCOL, nowMs: Date.parse(`2026-11-24T${clock}:00+08:00`) })).toBe(standing);
  });

  it("is no more overdue once the slot of now is answered, and never by a slot that was", () => {
    const [am, pm] = person().slots as [Person["slots"][0], Person["slots"][0]];
    const at = (clock: string, slots: Person["slots"]): string => standingOf({ person: person({ slots }), protocol: PROTOCOL, nowMs: Date.parse(`2026-11-24T${clock}:00+08:00`) });
    expect(at("16:00", [am, { ...pm, outcome: "DONE" }])).toBe("done");
    expect(at("16:00", [{ ...am, outcome: "NOBODY_HOME" }, pm])).toBe("due");
    expect(at("16:00", [am, { ...pm, outcome: "NOBODY_HOME" }])).toBe("tried");
    expect(at("16:00", [am, { ...pm, outcome: "REFUSED" }])).toBe("refused");
    expect(at("21:00", [{ ...am, outcome: "DONE" }, pm])).toBe("overdue");
  });

  it("goes by the hour itself where an older server tells no grace", () => {
    const slots = person().slots.map((slot) => ({ ...slot, overdue_at: undefined }));
    expect(standingOf({ person: person({ slots }), protocol: PROTOCOL, nowMs: Date.parse("2026-11-24T11:01:00+08:00") })).toBe("overdue");
  });

  it("needs nothing of who is at the clinic or not observed", () => {
    expect(standingOf({ person: person({ away: true }), protocol: PROTOCOL, nowMs: NOW })).toBe("none");
    expect(standingOf({ person: person({ observation: null }), protocol: PROTOCOL, nowMs: NOW })).toBe("none");
  });

  it("is that of the member who needs it most", () => {
    const [done] = doors([check(365)]);
    const two = household({ people: [(done as Door).people[0] as Person, person({ id: "p2", observation: "obs-2" })] });
    expect(doorStanding({ household: two, protocols: PROTOCOLS, nowMs: NOW })).toBe("due");
    expect(doorStanding({ household: done as Door, protocols: PROTOCOLS, nowMs: NOW })).toBe("done");
  });

  it("is walked by grid, then by order", () => {
    const order = inWalkingOrder([household({ id: "c", grid: "2", order: "1" }), household({ id: "b", grid: "1", order: "2" }), household({ id: "a", grid: "1", order: "10" })]);
    expect(order.map((h) => h.id)).toEqual(["a", "b", "c"]);
  });

  it("knows no slot of a day it was not told of", () => {
    expect(slotNow({ person: person(), protocol: PROTOCOL, nowMs: NOW + 9 * 24 * HOUR })).toBeUndefined();
  });
});

describe("what was done here shows at once", () => {
  it("as done, with the reading", () => {
    const found = doors([check(366)]);
    expect(outcome(found)).toBe("DONE");
    expect(first(found).last).toMatchObject({ temperature_tenths: 366, by: "李四" });
    expect(found[0]?.waiting).toBe(1);
  });

  it("in the slot of its hour by the corrected clock", () => {
    const ahead = check(366, NOW + 9 * HOUR);
    const found = doorsOf({ households: [{ ...household(), fetched_at: 0 }], records: [ahead], protocols: PROTOCOLS, offset: -9 * HOUR, user: "" });
    expect(first(found).slots.map((slot) => slot.outcome)).toEqual(["DONE", ""]);
  });

  it.each([
    ["DONE stays", ["DONE", "NOBODY_HOME"], "DONE"],
    ["a failed visit gives way", ["NOBODY_HOME", "REFUSED"], "REFUSED"],
    ["and to a reading", ["REFUSED", "DONE"], "DONE"],
  ] as [string, CheckData["outcome"][], string][])("%s", (_, outcomes, left) => {
    expect(outcome(doors(outcomes.map((said, i) => visit(NOW + i, said))))).toBe(left);
  });

  it("but a call does not answer where a visit is asked", () => {
    const asked = household({ people: [person({ visit: true })] });
    expect(outcome(doors([visit(NOW, "DONE", "PHONE")], asked))).toBe("");
    expect(outcome(doors([visit(NOW, "DONE")], asked))).toBe("DONE");
  });

  it("not when it was rejected", () => {
    expect(outcome(doors([{ ...check(366), state: "rejected" }]))).toBe("");
  });

  it("until the server has spoken of the household again", () => {
    const delivered: OutboxRecord = { ...check(366), state: "delivered", delivered_at: NOW };
    expect(outcome(doors([delivered], household(), NOW - 1))).toBe("DONE");
    expect(outcome(doors([delivered], household(), NOW + 1))).toBe("");
  });

  it("and stays by name after the household left the phone, while it is unsent", () => {
    const records = [check(365)];
    const given = { households: [], protocols: PROTOCOLS, offset: 0, user: "" };
    expect(doorsOf({ ...given, records })).toMatchObject([{ here: false, address: "1幢1单元101 王芳", waiting: 1, people: [] }]);
    expect(doorsOf({ ...given, records: records.map((r) => ({ ...r, state: "delivered" as const })) })).toEqual([]);
  });

  it("for cards too, field by field", () => {
    const card = newRecord({ fact: { kind: "household", data: { household: "house-1", apart: false }, base: { apart: null } }, about: { household: "house-1", title: "" }, user: USER, nowMs: NOW });
    const name = newRecord({ fact: { kind: "person", data: { person: "person-1", phone: "13900000000" }, base: { phone: "*********78" } }, about: { household: "house-1", title: "" }, user: USER, nowMs: NOW });
    const found = doors([card, name], household({ note: "有狗" }));
    expect(found[0]).toMatchObject({ note: "有狗", apart: false });
    expect(first(found)).toMatchObject({ name: "王芳", phone: "13900000000" });
  });
});

describe("a door's place in the walk", () => {
  const others = ["0001", "0002", "0002.1", "0003"].map((order) => ({ order }));
  it.each([0, 1, 2, 3, 4])("with %i doors before it sorts there", (position) => {
    const moved = { order: orderAt({ others, position }) };
    const sorted = [...others, moved].sort((a, b) => (a.order < b.order ? -1 : 1));
    expect(sorted.indexOf(moved)).toBe(position);
  });
});

describe("a reading", () => {
  it.each([[339, "refused"], [340, "again"], [354, "again"], [355, "normal"], [372, "normal"], [373, "fever"], [430, "fever"], [431, "refused"], [null, "none"]])("of %s is %s", (tenths, verdict) => {
    expect(verdictOf({ tenths, protocol: PROTOCOL })).toBe(verdict);
  });

  it("or a symptom asked for calls the doctor", () => {
    expect(needsDoctor({ tenths: 365, symptoms: ["COUGH"], protocol: PROTOCOL })).toBe(true);
    expect(needsDoctor({ tenths: 365, symptoms: ["HEADACHE"], protocol: PROTOCOL })).toBe(false);
    expect(needsDoctor({ tenths: 373, symptoms: [], protocol: PROTOCOL })).toBe(true);
  });

  it.each([["", null], ["3", null], ["36", 360], ["365", 365]])("typed %s is %s tenths", (digits, tenths) => {
    expect(tenthsOf(digits)).toBe(tenths);
  });

  it("is written with one decimal", () => expect(degrees(370)).toBe("37.0"));
});

describe("an entry", () => {
  const empty = emptyEntry("FOREHEAD");
  it.each([
    ["nothing", empty, "needs_reading"],
    ["a reading", withTenths(empty, 365), ""],
    ["two digits", withDigits(empty, "3"), "out_of_range"],
    ["too hot to believe", withDigits(empty, "999"), "out_of_range"],
    ["too low", withTenths(empty, 350), "measure_again"],
    ["too low, taken again", { ...withTenths(empty, 350), again: true }, ""],
    ["a symptom alone", withSymptom(empty, "COUGH"), ""],
    ["nobody home", withOutcome(empty, "NOBODY_HOME"), ""],
  ] as const)("with %s", (_, entry, fault) => expect(faultOf(entry, PROTOCOL)).toBe(fault));

  it.each([
    ["was seen in this session", person({ slots: [{ ...(person().slots[0] as Slot), outcome: "DONE" }] }), empty, false],
    ["has a reading typed", person(), withTenths(empty, 365), false],
    ["has a symptom ticked", person(), withSymptom(empty, "COUGH"), false],
    ["waits", person(), empty, true],
    ["was tried for", person({ slots: [{ ...(person().slots[0] as Slot), outcome: "NOBODY_HOME" }] }), empty, true],
  ] as const)("of a whole house speaks of who was not seen: %s", (_, who, entry, unseen) => expect(isUnseen({ person: who, protocol: PROTOCOL, entry, nowMs: NOW })).toBe(unseen));

  it("that found nobody holds no reading and no symptom, and the other way round", () => {
    const nobody = withOutcome(withSymptom(withTenths(empty, 365), "COUGH"), "NOBODY_HOME");
    expect(dataOf({ entry: nobody, observation: "o", channel: "VISIT", asked: "P" })).toMatchObject({ outcome: "NOBODY_HOME", temperature_tenths: null, symptoms: [], site: "", outdoors: false });
    expect(dataOf({ entry: withTenths(nobody, 366), observation: "o", channel: "PHONE", asked: "P" })).toMatchObject({ outcome: "DONE", temperature_tenths: 366, site: "FOREHEAD", channel: "PHONE" });
  });

  it("is taken back by the same key", () => {
    expect(withTenths(withTenths(empty, 365), 365).tenths).toBeNull();
    expect(withOutcome(withOutcome(empty, "REFUSED"), "REFUSED").outcome).toBe("");
  });
});

describe("a code on a door", () => {
  const id = "0190aaaa-0000-7000-8000-00000000abcd";
  it.each([
    [`https://linli.example/w/h/${id}/`, { id }],
    [id.toUpperCase(), { id }],
    ["0000abcd", { id }],
    ["0000 ABCD", { id }],
    ["0000abce", "unknown"],
    ["https://example.org/", "unreadable"],
    ["", "unreadable"],
  ])("%s", (text, found) => expect(householdIn({ text, known: [id, "0190aaaa-0000-7000-8000-00000000ffff"] })).toEqual(found));

  it("that two doors end in opens neither", () => expect(householdIn({ text: "0000abcd", known: [id, `1${id.slice(1)}`] })).toBe("unknown"));
});

describe("a fever of a session", () => {
  const read = (tenths: number, clock: string): OutboxRecord => check(tenths, Date.parse(`2026-11-24T${clock}:00+08:00`));
  const fever = (records: OutboxRecord[], session = "AM", house: Household = household()): number => tallyOf({ people: doors(records, house)[0]?.people as Person[], protocols: PROTOCOLS, session, nowMs: NOW }).fever;
  const told = (highest_tenths: number): Household => household({ people: [person({ slots: person().slots.map((slot, i) => (i ? slot : { ...slot, outcome: "DONE", highest_tenths })), last: { temperature_tenths: 365, at: "2026-11-24T00:30:00.000Z", by: "王五" } })] });
  it.each([
    ["is not hidden by a later normal reading", fever([read(385, "08:00"), read(365, "08:30")]), 1],
    ["is not hidden by a colleague's normal one", fever([read(381, "08:00")], "AM", told(365)), 1],
    ["of a colleague is not hidden by one's own normal one", fever([read(365, "08:50")], "AM", told(385)), 1],
    ["read before the session opened counts where it answers it", fever([read(385, "05:30")]), 1],
    ["is not of the next session", fever([read(385, "08:00")], "PM"), 0],
    ["begins at 37.3", fever([read(373, "08:00")]), 1],
    ["does not begin at 37.2", fever([read(372, "08:00")]), 0],
    ["is told by an older server with the newest reading alone", fever([], "AM", household({ people: [person({ slots: person().slots.map((slot) => ({ ...slot, outcome: "DONE" })), last: { temperature_tenths: 385, at: "2026-11-24T00:30:00.000Z", by: "" } })] })), 1],
  ])("%s", (_, found, expected) => expect(found).toBe(expected));
});

describe("what yesterday left", () => {
  const TOMORROW = NOW + 24 * HOUR;
  const missed = (changes: Partial<Person>, nowMs = TOMORROW): number => missedYesterday({ households: [household({ people: [person(changes)] })], nowMs });
  const done = (n: number): Slot[] => person().slots.map((slot, i) => (i < n ? { ...slot, outcome: "DONE" } : slot));
  it.each([
    ["is told after midnight without a network", missed({}), 1],
    ["is told where one session of two was done", missed({ slots: done(1) }), 1],
    ["is nothing where all were", missed({ slots: done(2) }), 0],
    ["is told by the server too", missed({ slots: [], missed_on: "2026-11-24" }), 1],
    ["is not of the day before yesterday", missed({ slots: [], missed_on: "2026-11-23" }), 0],
    ["is not told while it is today", missed({}, NOW), 0],
    ["is not of somebody in a clinic", missed({ away: true }), 0],
  ])("%s", (_, found, expected) => expect(found).toBe(expected));
});

it("counts a session of today", () => {
  const said = (outcome: "" | CheckData["outcome"], tenths: number | null, observation = "o"): Person => ({
    ...person({ observation }),
    slots: [{ on: "2026-11-24", session: "AM", opens_at: "2026-11-23T23:00:00.000Z", due_at: "2026-11-24T03:00:00.000Z", outcome }],
    last: tenths === null ? null : { temperature_tenths: tenths, at: "2026-11-24T00:30:00.000Z", by: "" },
  });
  const people = [said("DONE", 365), said("DONE", 373), said("NOBODY_HOME", null), said("REFUSED", null), said("", null), person({ observation: null })];
  expect(tallyOf({ people: [...people.slice(0, 5), { ...(people[4] as Person), away: true }], protocols: PROTOCOLS, session: "AM", nowMs: NOW })).toEqual({ due: 5, done: 2, nobody: 1, refused: 1, left: 1, fever: 1 });
});
