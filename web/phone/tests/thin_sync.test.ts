/** The outbox on a thin line, behind a gateway, and with something urgent in it. */

import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Post } from "../src/http";
import { flush, type Flushed } from "../src/sync";
import { open, type Database } from "../src/store/database";
import * as outbox from "../src/store/outbox";
import { bytesOf, timeOutMs } from "../src/thin";
import type { Op, OutboxRecord } from "../src/types";
import { urgencyOf } from "../src/urgency";
import { check, checks, NOW } from "./make";

let database: Database;
let number = 0;
beforeEach(async () => {
  database = await open(`thin-${number++}`);
});
afterEach(() => database.close());

/** A line of so many bytes a second, and a server behind it: what takes longer than the phone waits is never answered. */
class Line {
  rows = new Map<string, number>();
  sent: string[][] = [];
  nowMs = NOW + 100000;
  size = 200;
  constructor(public bytesPerS: number, readonly taken: (body: string) => boolean = () => true) {}

  post: Post = async (_path, body) => {
    const ops = (body as { ops: Op[] }).ops;
    const bytes = bytesOf(JSON.stringify(body));
    this.sent.push(ops.map((op) => op.id));
    const askedMs = this.nowMs;
    const tookMs = (bytes / this.bytesPerS) * 1000;
    if (tookMs > timeOutMs(bytes)) {
      this.nowMs += timeOutMs(bytes);
      return { is: "later", retryAfterS: 0, why: "no_answer" };
    }
    this.nowMs += tookMs;
    for (const op of ops) this.rows.set(op.id, (this.rows.get(op.id) || 0) + 1);
    return { is: "ok", body: { server_now: "", skew_seconds: 0, answers: ops.map(({ id }) => ({ id, status: "ok" })) } as never, askedMs, heardMs: this.nowMs };
  };

  send(): Promise<Flushed> {
    return flush({
      post: this.post,
      device: "phone",
      records: () => outbox.all(database),
      write: (records) => outbox.change(database, records),
      nowMs: () => this.nowMs,
      unreadable: "读不懂",
      urgency: (record) => urgencyOf({ record, fever_tenths: 373 }),
      size: { read: () => this.size, keep: (size) => (this.size = size) },
    });
  }
}

async function waiting(): Promise<number> {
  return (await outbox.all(database)).filter((record) => record.state === "waiting").length;
}

describe("a thin line", () => {
  it.each([
    [1638, 1], // GPRS at the edge of a stairwell
    [500, 2],
    [60, 6],
    [20, 8],
  ])("of %i bytes a second brings 200 records, each once, in at most %i goes", async (bytesPerS, goes) => {
    await outbox.add(database, checks(200));
    const line = new Line(bytesPerS);
    let gone = 0;
    while ((await waiting()) && gone++ < goes) await line.send();
    expect(await waiting()).toBe(0);
    expect([...line.rows.values()].every((times) => times === 1)).toBe(true);
  });

  it("remembers how much went through, and is trusted with more once it is quick", async () => {
    await outbox.add(database, checks(200));
    const line = new Line(1638);
    await line.send();
    expect(line.size).toBe(100); // 41 s for all of them is slow
    line.bytesPerS = 100000;
    await outbox.add(database, checks(400).map((record) => ({ ...record, id: `${record.id}x` })));
    await line.send();
    expect(line.sent.map((ids) => ids.length)).toEqual([200, 100, 100, 200]);
    expect(line.size).toBe(200);
  });

  it("that is gone costs three messages, and is then left alone", async () => {
    await outbox.add(database, checks(200));
    const line = new Line(0);
    expect(await line.send()).toMatchObject({ stop: "later", why: "no_answer" });
    expect(line.sent.map((ids) => ids.length)).toEqual([200, 100, 50]);
    expect(line.size).toBe(25);
  });

  it("lets an emergency and a fever through before 600 checks, each in a message of its own", async () => {
    const emergency: OutboxRecord = { ...check(0, NOW + 900), kind: "emergency", data: { words: "x" } };
    const fever = check(381, NOW + 901);
    await outbox.add(database, [...checks(600), fever, emergency]);
    const line = new Line(1638);
    const began = line.nowMs;
    const post = line.post;
    line.post = async (path, body) => {
      const reply = await post<never>(path, body);
      if (line.rows.size === 2) expect(line.nowMs - began).toBeLessThan(2000);
      return reply;
    };
    await line.send();
    expect(line.sent.slice(0, 2)).toEqual([[emergency.id], [fever.id]]);
    expect(await waiting()).toBe(0);
  });
});

describe("two thousand and more", () => {
  it("go in eleven messages, none twice", async () => {
    await outbox.add(database, checks(2084));
    const line = new Line(1000000);
    expect(await line.send()).toMatchObject({ stop: "done", delivered: 2084 });
    expect([line.sent.length, line.rows.size, Math.max(...line.rows.values())]).toEqual([11, 2084, 1]);
  });
});

describe("a server that breaks over most of what it hears", () => {
  it("loses and hands back nothing urgent, doubles nothing, and takes everything in the end", async () => {
    const emergency: OutboxRecord = { ...check(0, NOW + 900), kind: "emergency", data: { words: "x" } };
    await outbox.add(database, [...checks(80), emergency]);
    const line = new Line(100000);
    const post = line.post;
    let seed = 7;
    const chance = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    line.post = async (path, body) => (chance() < 0.7 ? { is: "refused", status: 500, detail: "" } : post(path, body));
    for (let go = 0; go < 60 && (await waiting()); go++) {
      await line.send();
      await outbox.sendAgain(database);
    }
    const records = await outbox.all(database);
    expect(records.filter((record) => record.state === "delivered")).toHaveLength(81);
    expect([line.rows.size, Math.max(...line.rows.values())]).toEqual([81, 1]);
  });

  it("has an emergency go on being told, however often it broke over it", async () => {
    const emergency: OutboxRecord = { ...check(0, NOW + 900), kind: "emergency", data: { words: "x" } };
    const ordinary = check(365);
    await outbox.add(database, [emergency, ordinary]);
    const line = new Line(100000);
    const post = line.post;
    line.post = async (path, body) => (JSON.stringify(body).indexOf("emergency") > 0 || JSON.stringify(body).indexOf(ordinary.id) > 0 ? { is: "refused", status: 500, detail: "" } : post(path, body));
    for (let go = 0; go < 7; go++) {
      await outbox.add(database, [check(366, NOW + go + 1)]);
      await line.send();
    }
    const states = (await outbox.all(database)).map((record) => [record.id, record.state, record.code]);
    expect(states).toContainEqual([emergency.id, "waiting", ""]);
    expect(states).toContainEqual([ordinary.id, "rejected", "broken"]);
  });
});

describe("an answer that is JSON and not Linli's", () => {
  it.each([
    ["names no answers", {}],
    ["has answers that are no list", { answers: "ok" }],
    ["has answers that name nothing", { answers: [{}] }],
    ["has nulls", { answers: [null] }],
    ["has ids that are numbers", { answers: [{ id: 1, status: "rejected" }] }],
  ])("%s: everything stays, and a stranger is said to have answered", async (_, body) => {
    await outbox.add(database, checks(3));
    const line = new Line(1000000);
    line.post = (async () => ({ is: "ok", body, askedMs: 0, heardMs: 0 })) as Post;
    expect(await line.send()).toMatchObject({ stop: "later", why: "stranger", delivered: 0 });
    expect(await waiting()).toBe(3);
  });
});
