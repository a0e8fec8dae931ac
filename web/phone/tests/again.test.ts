/** What was sent back goes again as it is: under the same id, by one tap or by a newer page. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import type * as Actions from "../src/actions";
import { isCuredByUpdate, isUnchanged, mayGoAgain } from "../src/again";
import type * as Engine from "../src/engine";
import type * as Memory from "../src/memory";
import { PAGE } from "../src/page";
import type * as State from "../src/state";
import type * as Outbox from "../src/store/outbox";
import type { Fact, OutboxRecord } from "../src/types";
import { check, USER } from "./make";
import { serve, type Asked } from "./server";

const refused = (code: string, changes: Partial<OutboxRecord> = {}): OutboxRecord => ({ ...check(365), state: "rejected", code, reason: "x", fields: { a: "b" }, ...changes });
const factOf = (record: OutboxRecord): Fact => ({ kind: record.kind, data: record.data as object });

describe("decisions", () => {
  it.each([
    ["malformed", true],
    ["not_yours", true],
    ["", true], // of an older page
    ["id_reused", false], // another record has the id: the same again is refused again
  ])("sent back as %s it may go again: %s", (code, may) => {
    expect(mayGoAgain(refused(code))).toBe(may);
    expect(mayGoAgain({ ...refused(code), state: "waiting" })).toBe(false);
  });

  it.each([
    ["unknown_kind", "an older page", true],
    ["unknown_schema", undefined, true], // of a page that did not note itself
    ["broken", "an older page", true],
    ["unknown_kind", PAGE, false], // this page has tried it
    ["malformed", "an older page", false],
  ])("%s by %s goes again by itself: %s", (code, by, goes) => {
    expect(isCuredByUpdate(refused(code, by === undefined ? {} : { refused_by: by }))).toBe(goes);
  });

  it("knows an unchanged record whatever the order of its keys, and what wants another hour or id", () => {
    const old = refused("malformed");
    const turned: Record<string, unknown> = {};
    for (const name of Object.keys(old.data as object).reverse()) turned[name] = (old.data as Record<string, unknown>)[name];
    expect(isUnchanged(old, { kind: "check", data: turned })).toBe(true);
    expect(isUnchanged(old, { kind: "check", data: { ...turned, note: "x" } })).toBe(false);
    expect(isUnchanged(old, { kind: "call", data: turned })).toBe(false);
    expect(isUnchanged(old, { kind: "check", data: turned, base: {} })).toBe(false);
    for (const code of ["future", "id_reused"]) expect(isUnchanged(refused(code), factOf(old))).toBe(false);
  });
});

describe("on the phone", () => {
  let actions: typeof Actions;
  let engine: typeof Engine;
  let memory: typeof Memory;
  let outbox: typeof Outbox;
  let state: State.State;
  let asked: Asked[];
  let sent: string[];
  let number = 0;

  beforeEach(async () => {
    vi.resetModules();
    sent = [];
    asked = serve({
      "/api/v1/sync": ({ ops }) => {
        sent.push(...(ops || []).map(({ id }) => id));
        return { body: { server_now: new Date().toISOString(), skew_seconds: 0, answers: (ops || []).map(({ id }) => ({ id, status: "duplicate" })) } };
      },
    });
    actions = await import("../src/actions");
    engine = await import("../src/engine");
    memory = await import("../src/memory");
    outbox = await import("../src/store/outbox");
    state = (await import("../src/state")).state;
    const user = `${USER.slice(0, -3)}${300 + number++}`;
    localStorage.setItem(`linli-device-${user}`, "device");
    await memory.enter(user);
  });

  async function hold(...records: OutboxRecord[]): Promise<void> {
    if (state.database) await outbox.add(state.database, records);
    await memory.readAgain();
  }
  const standing = (): string[][] => state.records.map((record) => [record.id, record.state]);

  it("sends all that may go under their own ids, and leaves the one whose id is taken", async () => {
    const [one, two, taken] = [refused("malformed"), refused("", { id: "two" }), refused("id_reused", { id: "taken" })];
    await hold(one, two, taken);
    await actions.sendAgain(state.records);
    await engine.round("now");
    expect(sent.sort()).toEqual([one.id, two.id].sort());
    expect(standing().sort()).toEqual([[one.id, "delivered"], ["two", "delivered"], ["taken", "rejected"]].sort());
  });

  it("mends an unchanged record under the same id, and a changed one under a new one", async () => {
    const [same, other] = [refused("malformed"), refused("malformed", { id: "other" })];
    await hold(same, other);
    expect(await actions.saveMended(same, [{ fact: factOf(same), about: same.about }])).toBe(true);
    await engine.round("now");
    expect(sent).toEqual([same.id]);
    await actions.saveMended(other, [{ fact: { kind: "check", data: { ...(other.data as object), temperature_tenths: 366 } }, about: other.about }]);
    const ids = state.records.map((record) => record.id);
    expect([ids.length, ids.indexOf("other"), ids.indexOf(same.id) >= 0]).toEqual([2, -1, true]);
  });

  it("sends what this page may cure by itself, and nothing else", async () => {
    const cured = refused("unknown_kind", { refused_by: "an older page" });
    await hold(cured, refused("unknown_kind", { id: "tried", refused_by: PAGE }), refused("malformed", { id: "mend" }));
    await engine.round("now");
    expect(sent).toEqual([cured.id]);
    expect(asked.filter((one) => one.path === "/api/v1/sync")).toHaveLength(1);
  });
});
