import { describe, expect, it } from "vitest";
import { answered, BATCH, batchesOf, countOf, fileOf, newRecord, opOf, toForget, toSend, TRIES, UNDO_MS, waitMs } from "../src/outbox";
import type { Answer, OutboxRecord } from "../src/types";
import { check, checks, NOW, USER } from "./make";

describe("what goes", () => {
  it("goes in the order it was done", () => {
    const records = checks(5);
    expect(toSend({ records: [...records].reverse(), nowMs: NOW + 10 }).map((r) => r.id)).toEqual(records.map((r) => r.id));
  });

  it("waits while it can be undone, and not for ever when the clock was put back", () => {
    const fresh = { ...check(365), not_before: NOW + UNDO_MS };
    expect(toSend({ records: [fresh], nowMs: NOW })).toHaveLength(0);
    expect(toSend({ records: [fresh], nowMs: NOW + UNDO_MS })).toHaveLength(1);
    expect(toSend({ records: [fresh], nowMs: NOW - 3600000 })).toHaveLength(1);
  });

  it("is taken from what is not rejected only, so that 300 rejects block nothing", () => {
    const rejects: OutboxRecord[] = checks(300).map((r) => ({ ...r, state: "rejected" }));
    const last = check(366, NOW + 1000);
    expect(toSend({ records: [...rejects, last], nowMs: NOW + 1000 })).toEqual([last]);
  });

  it("goes in batches of at most 200 records", () => {
    expect(batchesOf(checks(BATCH)).map((b) => b.length)).toEqual([200]);
    expect(batchesOf(checks(450)).map((b) => b.length)).toEqual([200, 200, 50]);
  });

  it("goes in batches of less than a megabyte", () => {
    const long = checks(40).map((r) => ({ ...r, data: { note: "长".repeat(20000) } }));
    const batches = batchesOf(long);
    expect(batches.length).toBeGreaterThan(1);
    for (const batch of batches) expect(Buffer.byteLength(JSON.stringify(batch.map(opOf)))).toBeLessThan(1024 * 1024);
    expect(batches.reduce((sum, batch) => sum + batch.length, 0)).toBe(40);
  });

  it("sends what the server broke over last and alone", () => {
    const [one, two, three] = checks(3) as [OutboxRecord, OutboxRecord, OutboxRecord];
    const order = toSend({ records: [{ ...one, tries: 1 }, two, three], nowMs: NOW + 10 });
    expect(batchesOf(order).map((b) => b.map((r) => r.id))).toEqual([[two.id, three.id], [one.id]]);
  });

  it("carries a base for cards only, and nothing that is the phone's own", () => {
    expect(Object.keys(opOf(check(365))).sort()).toEqual(["claimed_at", "data", "id", "kind", "schema"]);
    const card = newRecord({ fact: { kind: "household", data: { household: "h", note: "b" }, base: { note: "a" } }, about: { household: "h", title: "" }, user: USER, nowMs: NOW });
    expect(opOf(card)).toMatchObject({ base: { note: "a" }, claimed_at: "2026-11-24T01:00:00.000Z" });
  });
});

describe("answers", () => {
  const records = checks(6);
  const say = (status: string, i: number): never => ({ id: records[i]?.id, status }) as never;

  it("let go of ok, duplicate, conflict and held; keep rejected with its reason", () => {
    const answers = [say("ok", 0), say("duplicate", 1), say("conflict", 2), say("held", 3), { id: records[4]?.id as string, status: "rejected" as const, code: "closed", reason: "已解除", fields: { a: "b" } }];
    const changed = answered({ records, answers, nowMs: NOW });
    expect(changed.map((r) => r.state)).toEqual(["delivered", "delivered", "delivered", "delivered", "rejected"]);
    expect(changed[4]).toMatchObject({ code: "closed", reason: "已解除", fields: { a: "b" } });
  });

  it("leave alone what they do not name, and words nobody knows", () => {
    expect(answered({ records, answers: [say("perhaps", 0), { id: "other", status: "ok" }], nowMs: NOW })).toEqual([]);
  });
});

it("counts rejected among the unsent", () => {
  expect(countOf([check(365), { ...check(366), state: "rejected" }, { ...check(367), state: "delivered" }])).toEqual({ waiting: 1, rejected: 1, unsent: 2 });
});

it("forgets after 7 days what was delivered, and never anything else", () => {
  const week = 7 * 86400000;
  const old: OutboxRecord = { ...check(365), state: "delivered", delivered_at: NOW - week - 1 };
  const seen: OutboxRecord = { ...old, id: "b", both: { note: { mine: 1, kept: 2 } } };
  const young: OutboxRecord = { ...old, id: "y", delivered_at: NOW - week };
  expect(toForget({ records: [old, seen, young, { ...check(366), claimed_at: "2020-01-01T00:00:00Z" }, { ...check(367), state: "rejected" }], nowMs: NOW })).toEqual([old.id]);
});

it.each([[0, 0, 20000], [1, 0, 20000], [2, 0, 40000], [5, 0, 300000], [99, 0, 300000], [1, 600, 600000]])("waits after %i failures and Retry-After %i for %i ms", (failures, retryAfterS, ms) => {
  expect(waitMs({ failures, retryAfterS })).toBe(ms);
});

it("writes a file of what is unsent, with whose it is", () => {
  const file = JSON.parse(fileOf({ records: [check(365), { ...check(366), state: "rejected" }, { ...check(367), state: "delivered" }], user: USER, device: "d", nowMs: NOW }));
  expect(file).toMatchObject({ linli_outbox: 1, user: USER, device: "d", saved_at: "2026-11-24T01:00:00.000Z" });
  expect(file.ops).toHaveLength(2);
  expect(file.ops[0]).not.toHaveProperty("about");
  expect(TRIES).toBe(5);
});

it("keeps no telephone and no number of a certificate of what was delivered, and all of it until then", () => {
  const arrival: OutboxRecord = { ...check(365), kind: "arrival", data: { name: "钱文", phone: "13800001234", id_number: "330106199001011234" } };
  const card: OutboxRecord = { ...check(366), kind: "person", data: { person: "p", phone: "13800001234" }, base: { phone: "13900001234" } };
  const told = (status: Answer["status"]): OutboxRecord[] => answered({ records: [arrival, card], answers: [arrival, card].map(({ id }) => ({ id, status })), nowMs: NOW });
  for (const status of ["ok", "duplicate", "conflict", "held"] as const) {
    expect(told(status).map(({ data, base }) => ({ data, base }))).toEqual([
      { data: { name: "钱文", phone: "", id_number: "" }, base: undefined },
      { data: { person: "p", phone: "" }, base: { phone: "" } },
    ]);
  }
  expect(told("rejected").map((record) => record.data)).toEqual([arrival.data, card.data]);
});
