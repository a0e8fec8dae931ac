import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchDay, type Fetched } from "../src/day";
import type { Post, Reply } from "../src/http";
import { open, type Database } from "../src/store/database";
import { had, readAll } from "../src/store/people";
import type { DayAnswer } from "../src/types";
import { household, NOW, USER } from "./make";

let database: Database;
let number = 0;
beforeEach(async () => {
  database = await open(`day-${number++}`);
});
afterEach(() => database.close());

function answer(changes: Partial<DayAnswer> = {}): DayAnswer {
  return { server_now: new Date(NOW).toISOString(), user: { id: USER, name: "李四" }, day: "2026-11-24", keep_days: 7, grids: [], protocols: {}, words: { symptoms: {}, sessions: {}, emergencies: {}, origins: {} }, households: [], tasks: [], gone: [], more: false, ...changes };
}
const ok = (changes: Partial<DayAnswer> = {}): Reply<DayAnswer> => ({ is: "ok", body: answer(changes), askedMs: NOW, heardMs: NOW });

/** Fetch from a server that gives these replies in turn, and tell what it was asked. */
async function fetched(replies: Reply<DayAnswer>[]): Promise<{ came: Fetched; have: string[][] }> {
  const have: string[][] = [];
  const post: Post = async (_path, body) => {
    have.push([...(body as { have: string[] }).have].sort());
    return (replies.shift() || { is: "later", retryAfterS: 0 }) as never;
  };
  const came = await fetchDay({ post, device: "phone", name: "", user: USER, database, language: "zh", nowMs: () => NOW });
  return { came, have };
}

describe("the day", () => {
  it("is asked for until there is no more, each time with what has come", async () => {
    const { came, have } = await fetched([ok({ households: [household()], more: true }), ok({ households: [household({ id: "house-2", etag: "e2" })] })]);
    expect(came.is).toBe("ok");
    expect(have).toEqual([[], ["e1"]]);
    expect((await had(database)).have.sort()).toEqual(["e1", "e2"]);
  });

  it("keeps what came before the link broke, and goes on from there", async () => {
    const first = await fetched([ok({ households: [household()], more: true })]);
    expect(first.came.is).toBe("later");
    const second = await fetched([ok({ households: [household({ id: "house-2", etag: "e2" })] })]);
    expect(second.have).toEqual([["e1"]]);
    expect((await had(database)).have).toHaveLength(2);
  });

  it("is not asked for ever when the server promises more and gives nothing", async () => {
    const { have } = await fetched(Array.from({ length: 100 }, () => ok({ more: true })));
    expect(have).toHaveLength(1);
  });

  it("of another user is not taken in", async () => {
    const { came } = await fetched([ok({ user: { id: "somebody-else", name: "" }, households: [household()] })]);
    expect(came).toEqual({ is: "other_user", user: "somebody-else" });
    expect((await had(database)).have).toEqual([]);
  });

  it.each([{ is: "signed_out" }, { is: "revoked" }, { is: "later", retryAfterS: 3 }] as Reply<DayAnswer>[])("that does not come changes nothing: $is", async (reply) => {
    await fetched([ok({ households: [household()] })]);
    expect((await fetched([reply])).came).toEqual(reply);
    expect((await had(database)).have).toEqual(["e1"]);
  });

  it("that is JSON but no day is no answer", async () => {
    expect((await fetched([{ is: "ok", body: { code: "portal" } as never, askedMs: 0, heardMs: 0 }])).came.is).toBe("later");
  });

  it("tells how far the phone's clock is off", async () => {
    await fetched([{ is: "ok", body: answer(), askedMs: NOW + 3600000, heardMs: NOW + 3600000 }]);
    expect((await readAll(database, "zh")).offset).toBe(-3600000);
  });

  it("is asked for with the lists that the phone has", async () => {
    await fetched([ok({ sections: { places: { etag: "p1", rows: [] } } })]);
    let asked: unknown;
    const post: Post = async (_path, body) => {
      asked = (body as { sections: unknown }).sections;
      return ok() as never;
    };
    await fetchDay({ post, device: "phone", name: "", user: USER, database, language: "zh", nowMs: () => NOW });
    expect(asked).toEqual({ places: "p1" });
  });
});
