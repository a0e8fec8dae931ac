import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Post, Reply } from "../src/http";
import { alone } from "../src/lock";
import { flush, type Flushed } from "../src/sync";
import { open, type Database } from "../src/store/database";
import * as outbox from "../src/store/outbox";
import type { Op, OutboxRecord } from "../src/types";
import { check, checks, NOW, USER } from "./make";

let database: Database;
let user = 0;
beforeEach(async () => {
  database = await open(`test-${user++}`);
});
afterEach(() => database.close());

/** A server that remembers ids, and does as it is told with each batch. */
class Server {
  rows = new Map<string, Op>();
  calls: number[] = [];
  poison = new Set<string>();
  next: Reply<never>[] = [];
  loseAnswer = false;
  poisonStatus = 422;

  post: Post = async (_path, body) => {
    const ops = (body as { ops: Op[] }).ops;
    this.calls.push(ops.length);
    const told = this.next.shift();
    if (told) return told;
    if (ops.some((op) => this.poison.has(op.id))) return { is: "refused", status: this.poisonStatus, detail: "" };
    const answers = ops.map((op) => {
      const status = this.rows.has(op.id) ? "duplicate" : "ok";
      this.rows.set(op.id, op);
      return { id: op.id, status };
    });
    if (this.loseAnswer) {
      this.loseAnswer = false;
      return { is: "later", retryAfterS: 0 };
    }
    return { is: "ok", body: { server_now: "2026-11-24T01:00:00.000Z", skew_seconds: 0, answers } as never, askedMs: NOW, heardMs: NOW };
  };
}

function send(server: Server, nowMs: number = NOW + 100000): Promise<Flushed> {
  return flush({ post: server.post, device: "phone", records: () => outbox.all(database), write: (records) => outbox.change(database, records), nowMs: () => nowMs, unreadable: "服务器读不懂这条记录" });
}

async function states(): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const record of await outbox.all(database)) counted[record.state] = (counted[record.state] || 0) + 1;
  return counted;
}

describe("a flush", () => {
  it("tells a record that no post covered from a phone that is revoked", async () => {
    await outbox.add(database, checks(2));
    const ids = (await outbox.all(database)).map((record) => record.id);
    const server = new Server();
    server.next = [
      { is: "ok", body: { server_now: "2026-11-24T01:00:00.000Z", skew_seconds: 0, answers: [{ id: ids[0], status: "held", code: "no_post", reason: "社区核对" }, { id: ids[1], status: "held", code: "revoked" }] } as never, askedMs: NOW, heardMs: NOW },
    ];
    expect((await send(server)).held).toBe(1);
    expect((await outbox.all(database)).map((record) => [record.state, record.reason])).toEqual([["delivered", "社区核对"], ["delivered", ""]]);
  });

  it("sends 450 records in three batches, in order, once", async () => {
    const server = new Server();
    const records = checks(450);
    await outbox.add(database, records);
    const result = await send(server);
    expect(server.calls).toEqual([200, 200, 50]);
    expect([...server.rows.keys()]).toEqual(records.map((r) => r.id));
    expect(result).toMatchObject({ stop: "done", delivered: 450 });
    expect(await states()).toEqual({ delivered: 450 });
    await send(server);
    expect(server.calls).toHaveLength(3);
  });

  it("makes one row of a record whose answer was lost", async () => {
    const server = new Server();
    server.loseAnswer = true;
    await outbox.add(database, checks(3));
    expect(await send(server)).toMatchObject({ stop: "later", delivered: 0 });
    expect(await states()).toEqual({ waiting: 3 });
    await send(server);
    expect(server.rows.size).toBe(3);
    expect(await states()).toEqual({ delivered: 3 });
  });

  it.each([
    ["no network", { is: "later", retryAfterS: 0 }, "later"],
    ["an expired sign-in", { is: "signed_out" }, "signed_out"],
    ["an old CSRF token", { is: "csrf" }, "csrf"],
    ["somebody else signed in", { is: "other_user" }, "other_user"],
    ["200 without answers", { is: "ok", body: {} as never, askedMs: 0, heardMs: 0 }, "later"],
  ] as [string, Reply<never>, string][])("keeps everything on %s", async (_, reply, stop) => {
    const server = new Server();
    server.next = [reply];
    await outbox.add(database, checks(201));
    expect((await send(server)).stop).toBe(stop);
    expect(server.calls).toHaveLength(1);
    expect(await states()).toEqual({ waiting: 201 });
  });

  it("keeps what an earlier batch delivered when a later one fails", async () => {
    const server = new Server();
    await outbox.add(database, checks(250));
    const post = server.post;
    server.post = async (path, body) => (server.calls.length === 1 ? { is: "later", retryAfterS: 7 } : post(path, body));
    expect(await send(server)).toMatchObject({ stop: "later", delivered: 200, retryAfterS: 7 });
    expect(await states()).toEqual({ delivered: 200, waiting: 50 });
  });

  it("keeps a record that an answer leaves out, and comes again for it", async () => {
    const server = new Server();
    const records = checks(3);
    await outbox.add(database, records);
    server.next = [{ is: "ok", body: { server_now: "", skew_seconds: 0, answers: [{ id: records[0]?.id, status: "ok" }] } as never, askedMs: NOW, heardMs: NOW }];
    expect(await send(server)).toMatchObject({ stop: "later", delivered: 1 });
    expect(await states()).toEqual({ delivered: 1, waiting: 2 });
  });

  it("finds the one record the server cannot read, and sends all others", async () => {
    const server = new Server();
    const records = checks(200);
    server.poison.add((records[137] as OutboxRecord).id);
    await outbox.add(database, records);
    await send(server);
    expect(server.rows.size).toBe(199);
    expect(await states()).toEqual({ delivered: 199, rejected: 1 });
    const [bad] = (await outbox.all(database)).filter((r) => r.state === "rejected");
    expect(bad).toMatchObject({ id: records[137]?.id, reason: "服务器读不懂这条记录" });
    expect(server.calls.length).toBeLessThan(20);
  });

  it("parks a record that makes the server break, after five times in which it took others", async () => {
    const server = new Server();
    server.poisonStatus = 500;
    const bad = check(365);
    server.poison.add(bad.id);
    await outbox.add(database, [bad]);
    for (let time = 1; time <= 5; time++) {
      await outbox.add(database, [check(366, NOW + time)]);
      expect((await send(server)).delivered).toBe(1);
      expect(await states()).toEqual(time < 5 ? { waiting: 1, delivered: time } : { rejected: 1, delivered: 5 });
    }
  });

  it("blames no record when the server breaks over everything", async () => {
    const server = new Server();
    server.poisonStatus = 500;
    const records = checks(200);
    for (const record of records) server.poison.add(record.id);
    await outbox.add(database, records);
    for (let time = 0; time < 9; time++) expect((await send(server)).stop).toBe("later");
    expect(await states()).toEqual({ waiting: 200 });
    expect((await outbox.all(database)).every((r) => r.tries === 0)).toBe(true);
    expect(server.calls.length).toBeLessThan(9 * 14);
  });

  it("sends nothing twice into the table when two tabs send at once", async () => {
    const server = new Server();
    await outbox.add(database, checks(21));
    const [one, two] = await Promise.all([send(server), send(server)]);
    expect(one.stop).toBe("done");
    expect(two.stop).toBe("done");
    expect(server.rows.size).toBe(21);
    expect(await states()).toEqual({ delivered: 21 });
  });

  it("does not bring back a record that was undone, nor turn a delivered one back", async () => {
    const record = check(365);
    await outbox.change(database, [{ ...record, state: "delivered" }]);
    expect(await outbox.all(database)).toEqual([]);
    await outbox.add(database, [{ ...record, state: "delivered" }]);
    await outbox.change(database, [{ ...record, state: "rejected" }]);
    expect(await states()).toEqual({ delivered: 1 });
  });
});

describe("one at a time", () => {
  it("lets the second tab wait for its next turn, and a dead tab's lock expire", async () => {
    const store = outbox.lockOf(database);
    expect(await store.tryLock({ owner: "a", until: NOW + 60000 }, NOW)).toBe(true);
    expect(await store.tryLock({ owner: "b", until: NOW + 60000 }, NOW)).toBe(false);
    await store.unlock("b");
    expect(await store.tryLock({ owner: "b", until: NOW + 60000 }, NOW)).toBe(false);
    expect(await store.tryLock({ owner: "b", until: NOW + 120000 }, NOW + 60000)).toBe(true);
  });

  it("runs the work once of two at once, and frees the lock when the work fails", async () => {
    const store = outbox.lockOf(database);
    let runs = 0;
    const once = (owner: string): Promise<number | null> => alone({ name: "x", owner, store, nowMs: NOW, work: async () => ++runs });
    expect((await Promise.all([once("a"), once("b")])).filter((x) => x !== null)).toHaveLength(1);
    await expect(alone({ name: "x", owner: "c", store, nowMs: NOW, work: () => Promise.reject(new Error("no")) })).rejects.toThrow("no");
    expect(await once("d")).toBe(2);
  });
});

describe("the outbox on the disk", () => {
  it("adds all records of a household or none", async () => {
    const one = check(365);
    await outbox.add(database, [one]);
    await expect(outbox.add(database, [check(366, NOW + 1), one])).rejects.toThrow();
    expect(await outbox.all(database)).toHaveLength(1);
  });

  it("undoes only what cannot have been sent", async () => {
    const fresh = { ...check(365), not_before: NOW + 7000 };
    await outbox.add(database, [fresh]);
    expect(await outbox.undo(database, [fresh.id], NOW + 7000)).toBe(false);
    expect(await outbox.undo(database, [fresh.id], NOW + 6999)).toBe(true);
    expect(await outbox.all(database)).toEqual([]);
  });

  it("deletes by hand only a rejected record that was saved to a file", async () => {
    const waiting = check(365);
    const refused: OutboxRecord = { ...check(366, NOW + 1), state: "rejected" };
    await outbox.add(database, [waiting, refused]);
    expect(await outbox.putAside(database, refused.id)).toBe(false);
    await outbox.markSaved(database, [waiting.id, refused.id]);
    expect(await outbox.putAside(database, waiting.id)).toBe(false);
    expect(await outbox.putAside(database, refused.id)).toBe(true);
    expect(await states()).toEqual({ waiting: 1 });
  });

  it("puts a mended record in the place of the rejected one, under a new id", async () => {
    const refused: OutboxRecord = { ...check(366), state: "rejected" };
    const mended = check(367, NOW + 5);
    await outbox.add(database, [refused]);
    await outbox.mend(database, refused.id, [mended]);
    expect((await outbox.all(database)).map((r) => r.id)).toEqual([mended.id]);
    expect(mended.id).not.toBe(refused.id);
    expect(mended.user).toBe(USER);
  });
});
