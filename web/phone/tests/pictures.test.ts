import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { flush, readPicture, toSend, type PictureReply, type Sent } from "../src/picture_queue";
import { fitted, LONGEST_SIDE, MOST_BYTES, shrunk, type Size } from "../src/shrink";
import * as store from "../src/store/pictures";
import type { PictureRecord } from "../src/store/pictures";
import { NOW } from "./make";

describe("shrinking", () => {
  it.each([
    [4000, 3000, 1600, 1200],
    [3000, 4000, 1200, 1600],
    [800, 600, 800, 600],
    [1600, 1, 1600, 1],
    [9000, 2, 1600, 1],
  ])("fits %i x %i into %i x %i", (width, height, w, h) => {
    expect(fitted({ width, height, most: LONGEST_SIDE })).toEqual({ width: w, height: h });
  });

  /** A browser whose JPEG weighs so many bytes a pixel at full quality. */
  function browser(perPixel: number): { tried: string[]; encode: (size: Size, quality: number) => Promise<ArrayBuffer> } {
    const tried: string[] = [];
    return {
      tried,
      encode: async (size, quality) => {
        tried.push(`${Math.max(size.width, size.height)} ${quality}`);
        return new ArrayBuffer(Math.ceil(size.width * size.height * perPixel * quality));
      },
    };
  }

  it("takes the first that weighs at most 200 KB: quality before sides", async () => {
    const light = browser(0.1);
    expect((await shrunk({ width: 4000, height: 3000, encode: light.encode }))?.byteLength).toBeLessThanOrEqual(MOST_BYTES);
    expect(light.tried).toEqual(["1600 0.82"]);
    const heavy = browser(0.25);
    await shrunk({ width: 4000, height: 3000, encode: heavy.encode });
    expect(heavy.tried).toEqual(["1600 0.82", "1600 0.7", "1600 0.55", "1600 0.4"]);
    const heavier = browser(0.3);
    await shrunk({ width: 4000, height: 3000, encode: heavier.encode });
    expect(heavier.tried.slice(4)).toEqual(["1280 0.82", "1280 0.7", "1280 0.55"]);
  });

  it("is at the edge of 200 KB still small enough", async () => {
    let tries = 0;
    const encode = async (): Promise<ArrayBuffer> => new ArrayBuffer(MOST_BYTES + 1 - tries++);
    expect((await shrunk({ width: 100, height: 100, encode }))?.byteLength).toBe(MOST_BYTES);
    expect(tries).toBe(2);
  });

  it("keeps the smallest where nothing is small enough, and draws no size twice", async () => {
    const stubborn = browser(50);
    const bytes = await shrunk({ width: 900, height: 900, encode: stubborn.encode });
    expect(stubborn.tried.filter((one) => one.startsWith("900"))).toHaveLength(4);
    expect(bytes?.byteLength).toBe(Math.ceil(640 * 640 * 50 * 0.4));
  });

  it("says so where the browser cannot", async () => {
    expect(await shrunk({ width: 10, height: 10, encode: async () => null })).toBeNull();
  });
});

describe("answers", () => {
  const kindOf = (status: number, said: unknown): string => (typeof said === "string" ? "text/html" : status === 200 ? "application/json" : "application/problem+json");
  const hear = (status: number, said: unknown, type: string = kindOf(status, said)): PictureReply => readPicture({ status, type, text: typeof said === "string" ? said : JSON.stringify(said), retryAfter: null, askedMs: 0, heardMs: 0 });

  it.each([
    [200, { id: "a", status: "ok" }, "ok"],
    [404, { code: "no_subject" }, "absent"],
    [404, { code: "not_found" }, "later"], // an older server knows no pictures
    [404, "<html>", "later"], // a captive portal
    [409, { code: "id_reused" }, "refused"],
    [409, "<html>", "later"],
    [413, { code: "too_large" }, "refused"],
    [415, { code: "not_picture" }, "refused"],
    [422, { code: "damaged" }, "refused"],
    [401, { code: "signed_out" }, "signed_out"],
    [403, { code: "csrf" }, "csrf"],
    [403, { code: "revoked" }, "revoked"],
    [500, { code: "broken" }, "refused"],
    [500, "<h1>", "later"], // of what stands before the server
    [502, "", "later"],
  ])("reads %i %j as %s", (status, said, is) => {
    expect(hear(status, said).is).toBe(is);
  });

  it("takes no gateway's JSON for a refusal", () => {
    for (const [status, code] of [[404, "no_subject"], [409, "id_reused"], [413, "too_large"], [415, "not_picture"], [422, "damaged"]] as const) expect(hear(status, { code }, "application/json")).toMatchObject({ is: "later", why: "stranger" });
  });
});

describe("the queue", () => {
  let database: store.Pictures;
  let user = 0;
  beforeEach(async () => {
    database = await store.open(`pictures-${user++}`);
  });
  afterEach(() => database.close());

  function picture(n: number, changes: Partial<PictureRecord> = {}): PictureRecord {
    return { id: `id-${n}`, kind: "ROUND", subject: `round-${n}`, title: `消毒 ${n}`, taken_at: NOW + n, bytes: new ArrayBuffer(10), state: "waiting", not_before: 0, tries: 0, reason: "", saved_to_file: false, ...changes };
  }
  const keep = async (...records: PictureRecord[]): Promise<void> => {
    for (const record of records) await store.add(database, record);
  };
  const ok = (record: PictureRecord): PictureReply => ({ is: "ok", body: { id: record.id, status: "ok" }, askedMs: 0, heardMs: 0 });
  const asked: string[] = [];
  beforeEach(() => void asked.splice(0));
  function send(answer: (record: PictureRecord) => PictureReply, nowMs: number = NOW): Promise<Sent> {
    return flush({
      post: async (record) => {
        asked.push(record.id);
        return answer(record);
      },
      records: () => store.all(database),
      delivered: (id) => store.delivered(database, id),
      change: (id, changes) => store.change(database, id, changes),
      nowMs: () => nowMs,
      unreadable: "不收",
    });
  }
  const left = async (): Promise<string[]> => (await store.all(database)).map((record) => `${record.id} ${record.state}`);

  it("sends in the order they were taken and keeps none that the server has", async () => {
    await keep(picture(2), picture(1));
    expect(await send(ok)).toEqual({ delivered: 2, stop: "done", retryAfterS: 0 });
    expect(asked).toEqual(["id-1", "id-2"]);
    expect(await left()).toEqual([]);
  });

  it("takes a duplicate as delivered: the answer before was lost", async () => {
    await keep(picture(1));
    await send((record) => ({ is: "ok", body: { id: record.id, status: "duplicate" }, askedMs: 0, heardMs: 0 }));
    expect(await left()).toEqual([]);
  });

  it("believes no answer about another picture", async () => {
    await keep(picture(1));
    expect((await send(() => ({ is: "ok", body: { id: "else", status: "ok" }, askedMs: 0, heardMs: 0 }))).stop).toBe("later");
    expect(await left()).toEqual(["id-1 waiting"]);
  });

  it.each(["later", "signed_out", "csrf", "revoked", "other_user"] as const)("stops at %s, and drops nothing", async (is) => {
    await keep(picture(1), picture(2));
    const sent = await send(() => (is === "later" ? { is, retryAfterS: 90 } : { is }));
    expect(sent).toEqual({ delivered: 0, stop: is, retryAfterS: is === "later" ? 90 : 0 });
    expect(asked).toEqual(["id-1"]);
    expect(await left()).toEqual(["id-1 waiting", "id-2 waiting"]);
  });

  it("lets one whose subject has not come wait longer each time, and holds no other up", async () => {
    await keep(picture(1), picture(2));
    const answer = (record: PictureRecord): PictureReply => (record.id === "id-1" ? { is: "absent" } : ok(record));
    expect((await send(answer)).stop).toBe("done");
    expect(await left()).toEqual(["id-1 waiting"]);
    const waits: number[] = [];
    let nowMs = NOW;
    for (let n = 0; n < 20; n++) {
      const [record] = (await store.all(database)) as [PictureRecord];
      waits.push(record.not_before - nowMs);
      nowMs = record.not_before;
      await send(answer, nowMs);
    }
    expect(waits.slice(0, 3)).toEqual([20000, 80000, 240000]);
    expect(Math.max(...waits)).toBe(3600000);
    expect(await left()).toEqual(["id-1 waiting"]); // it is never given up by itself
  });

  it("tries one again that the server broke over, after the others", async () => {
    await keep(picture(1), picture(2));
    await send((record) => (record.id === "id-1" ? { is: "refused", status: 500, detail: "" } : ok(record)));
    expect(asked).toEqual(["id-1", "id-2"]);
    expect(await left()).toEqual(["id-1 waiting"]);
  });

  it("keeps one that is refused, with the reason, and sends it no more by itself", async () => {
    await keep(picture(1), picture(2));
    const answer = (record: PictureRecord): PictureReply => (record.id === "id-1" ? { is: "refused", status: 422, detail: "打不开" } : { is: "refused", status: 413, detail: "" });
    await send(answer);
    expect((await store.all(database)).map((record) => record.reason)).toEqual(["打不开", "不收"]);
    asked.splice(0);
    await send(answer);
    expect(asked).toEqual([]);
    expect(await left()).toEqual(["id-1 refused", "id-2 refused"]);
  });

  it("is deleted by the worker alone, once refused and saved to a file", async () => {
    await keep(picture(1), picture(2, { state: "refused" }), picture(3, { state: "refused", saved_to_file: true }), picture(4, { saved_to_file: true }));
    expect(await Promise.all(["id-1", "id-2", "id-3", "id-4"].map((id) => store.putAside(database, id)))).toEqual([false, false, true, false]);
    expect(await left()).toEqual(["id-1 waiting", "id-2 refused", "id-4 waiting"]);
  });

  it("does not bring back what another tab delivered", async () => {
    await keep(picture(1));
    await store.delivered(database, "id-1");
    await store.change(database, "id-1", { tries: 1 });
    expect(await left()).toEqual([]);
  });

  it("is not held for days by a clock that was put back", () => {
    const held = picture(1, { not_before: NOW + 1000 });
    expect(toSend({ records: [held], nowMs: NOW })).toEqual([]);
    expect(toSend({ records: [held], nowMs: NOW - 2 * 86400000 })).toEqual([held]);
  });

  it("keeps the bytes as they were", async () => {
    await keep(picture(1, { bytes: new Uint8Array([255, 216, 255]).buffer }));
    const [record] = (await store.all(database)) as [PictureRecord];
    expect(Array.from(new Uint8Array(record.bytes))).toEqual([255, 216, 255]);
  });

  it("lies apart from another user's", async () => {
    await keep(picture(1));
    const other = await store.open("pictures-of-another");
    expect(await store.all(other)).toEqual([]);
    other.close();
  });
});
