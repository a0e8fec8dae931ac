/** What a phone notices of its own clock, and what its records say of it. */
import { describe, expect, it } from "vitest";
import { heard, looked, NOTHING, opened, type Account, type Standing } from "../src/account";
import { madeAt, MINUTE_MS } from "../src/clock";
import { timed, emptyEntry, withTenths } from "../src/entry";
import { answered, opOf } from "../src/outbox";
import { alike, carriedTo, momentSaid, saidOf, timeFault, withTime } from "../src/said_time";
import { sessionOf } from "../src/slots";
import { sending, stamp } from "../src/time";
import type { OutboxRecord, Protocol } from "../src/types";
import { check, NOW } from "./make";

const HOUR = 60 * MINUTE_MS;
const DAY = 24 * HOUR;

/** A phone that showed the right time less `behind` when it last heard the server. */
function phone(behind = 0): Standing {
  const wall = NOW - behind;
  return heard(opened(NOTHING, { wall, mark: 1000 }), { serverNow: new Date(NOW).toISOString(), askedMs: wall, heardMs: wall });
}
const later = (standing: Standing, { wall, mark }: { wall: number; mark: number }, kept: Account = standing): Standing => looked(standing, kept, { wall: standing.seen + wall, mark: standing.mark + mark });

describe("a page that looks at its clocks", () => {
  it.each([
    ["time passes", 0, HOUR, HOUR, [0, 0, false]],
    ["it sleeps", 0, 5 * HOUR, HOUR, [0, 0, false]],
    ["two minutes back", 0, HOUR - 2 * MINUTE_MS, HOUR, [0, 0, false]],
    ["more than two minutes back", 0, HOUR - 2 * MINUTE_MS - 1, HOUR, [1, null, true]],
    ["three days back", 0, HOUR - 3 * DAY, HOUR, [1, null, true]],
    ["nine hours behind, and put right", 9 * HOUR, 10 * HOUR, HOUR, [0, 9 * HOUR, true]],
    ["nine hours behind, and asleep for eight", 9 * HOUR, 9 * HOUR, HOUR, [0, 9 * HOUR, false]],
    ["three days ahead, and put right", -3 * DAY, HOUR - 3 * DAY, HOUR, [1, null, true]],
  ] as const)("%s", (_, behind, wall, mark, [moves, offset, unsure]) => {
    const now = later(phone(behind), { wall, mark });
    expect([now.moves, now.offset, now.unsure]).toEqual([moves, offset, unsure]);
    expect(now.least).toBe(NOW + mark);
  });

  it("adds up what was put back bit by bit", () => {
    let now = phone();
    for (let i = 0; i < 3; i++) now = later(now, { wall: 0, mark: MINUTE_MS });
    expect([now.moves, now.offset]).toEqual([1, null]);
  });

  it("knows again once the server is heard", () => {
    const moved = later(phone(), { wall: -DAY, mark: 0 });
    const now = heard(moved, { serverNow: new Date(NOW).toISOString(), askedMs: moved.seen, heardMs: moved.seen });
    expect([now.moves, now.offset, now.unsure]).toEqual([1, DAY, false]);
  });

  it("takes over what another tab heard, and counts no time twice", () => {
    const other = { ...phone(), offset: 7, least: NOW + HOUR };
    const now = later(phone(), { wall: HOUR, mark: HOUR }, other);
    expect([now.offset, now.least]).toEqual([7, NOW + HOUR]);
  });
});

describe("a page that opens", () => {
  it.each([
    ["after a night", 0, 9 * HOUR, [0, 0, false]],
    ["with a clock a day back", 0, -DAY, [1, null, true]],
    ["in 1970", 0, -NOW, [1, null, true]],
    ["nine hours behind, an hour later", 9 * HOUR, HOUR, [0, 9 * HOUR, false]],
    ["nine hours behind, nine hours later or put right", 9 * HOUR, 9 * HOUR, [0, 9 * HOUR, true]],
  ] as const)("%s", (_, behind, wall, [moves, offset, unsure]) => {
    const before = phone(behind);
    const now = opened(before, { wall: before.seen + wall, mark: 5 });
    expect([now.moves, now.offset, now.unsure, now.least]).toEqual([moves, offset, unsure, NOW]);
  });
});

it("says in a record and a message what this page knows, and of an older record nothing", () => {
  const at = stamp();
  const record = { ...check(365), ...at };
  expect(opOf(record)).toMatchObject({ claimed_at: at.claimed_at, clock: { moves: 0, offset_ms: null, after: null } });
  expect(at.clock.page).toBe(sending().page);
  expect(sending().mark_ms).toBeGreaterThanOrEqual(at.clock.mark_ms);
  expect(Object.keys(opOf(check(365)))).toEqual(["id", "kind", "schema", "claimed_at", "data"]);
});

it.each([
  ["as an older page made it", {}, 9 * HOUR],
  ["under its own offset", { clock: { offset_ms: HOUR, after: null, page: "", mark_ms: 0, moves: 0 } }, HOUR],
  ["under a clock that was moved", { clock: { offset_ms: null, after: null, page: "", mark_ms: 0, moves: 1 } }, 0],
  ["as somebody said", { time_said: new Date(NOW - DAY).toISOString() }, -DAY],
])("shows a record at its own hour: %s", (_, told, gap) => {
  expect(madeAt({ claimed_at: new Date(NOW).toISOString(), ...told }, 9 * HOUR) - NOW).toBe(gap);
});

it("keeps the moment of the first touch until all is taken back", () => {
  const first = { ...stamp(), claimed_at: "first" };
  const once = timed(withTenths(emptyEntry(""), 365), () => first);
  const twice = timed(withTenths(once, 368), () => ({ ...first, claimed_at: "second" }));
  expect([once.at, twice.at]).toEqual([first, first]);
  expect(timed(withTenths(twice, 368), stamp).at).toBeUndefined();
});

it("tells sessions apart at noon and at midnight", () => {
  const protocol = { sessions: [{ code: "AM", opens: "06:00", due: "11:00" }, { code: "PM", opens: "12:00", due: "19:00" }] } as unknown as Protocol;
  const of = (iso: string): string => sessionOf({ protocol, atMs: Date.parse(iso) });
  expect(["11:59:59", "12:00:00", "23:57:00"].map((at) => of(`2026-11-30T${at}+08:00`))).toEqual(["2026-11-30 AM", "2026-11-30 PM", "2026-11-30 PM"]);
  expect(of("2026-12-01T00:00:27+08:00")).toBe("2026-12-01 AM");
});

describe("a time that the worker says", () => {
  const asked = (ms: number, gaps: number[]): OutboxRecord => {
    const record = check(365, ms);
    return answered({ records: [record], answers: [{ id: record.id, status: "rejected", code: "which_time", times: gaps.map((gap) => new Date(ms + gap).toISOString()) }], nowMs: NOW })[0] as OutboxRecord;
  };

  it("goes with the record under its own id, and leaves what the phone showed", () => {
    const record = asked(NOW, [-HOUR, 0]);
    const again = withTime(record, NOW - HOUR);
    expect([again.id, again.state, again.claimed_at, opOf(again).time_said]).toEqual([record.id, "waiting", record.claimed_at, new Date(NOW - HOUR).toISOString()]);
  });

  it("is carried to those of the same move and to no other", () => {
    const [one, two, other] = [asked(NOW, [-HOUR, 0]), asked(NOW + 5 * MINUTE_MS, [-HOUR, 0]), asked(NOW, [-DAY, 0])] as const;
    expect(alike(one, [one, two, other, asked(NOW, [])]).map((record) => record.id)).toEqual([two.id]);
    expect(carriedTo(two, one, NOW - HOUR)).toBe(NOW + 5 * MINUTE_MS - HOUR);
    expect(alike(asked(NOW, []), [one, two])).toEqual([]);
  });

  it.each([
    ["", "08:41", "no_time"],
    ["2026-11-24", "", "no_time"],
    ["2026-11-24", "09:02", ""],
    ["2026-11-24", "09:03", "not_yet"],
    ["2026-11-10", "09:00", ""],
    ["2026-11-10", "08:59", "long_ago"],
  ])("%s %s: %s", (day, clock, fault) => {
    expect(timeFault(momentSaid({ day, clock }), NOW)).toBe(fault);
  });

  it("is read as it is shown", () => expect(momentSaid(saidOf(NOW))).toBe(NOW));
});
