/** The PIN, when a page locks, and what lies on the disk under it. */

import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IDLE_MS, isIdle } from "../src/idle";
import { hex } from "../src/ids";
import { isKeyed, isPin, isSpent, newPin, tryPin, type Keyed, type Pin } from "../src/pin";
import { sha256 } from "../src/sha256";
import { open, type Database } from "../src/store/database";
import { had, readAll, takeIn, wipe } from "../src/store/people";
import { dropKey, newKey } from "../src/store/seal";
import { keyed, unkeyed } from "../src/store/sealed_people";
import type { DayAnswer } from "../src/types";
import { household, NOW, USER } from "./make";

const attempt = (pin: Pin, digits: string, counted: (pin: Pin) => Promise<void> = async () => undefined): Promise<{ pin: Pin; opens: boolean }> => tryPin({ pin, digits, counted });
const under = async (digits: string): Promise<Keyed> => ({ wrong: 0, wrapped: await newKey({ digits, rounds: 10 }) });

describe("the pin", () => {
  it.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ["abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"],
    ["a".repeat(119), "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"],
  ])("is hashed with SHA-256: %s", (text, digest) => {
    expect(hex(sha256(Buffer.from(text)))).toBe(digest);
  });

  it.each([
    ["a digest", async (): Promise<Pin> => newPin({ digits: "2468", rounds: 3 })],
    ["a key", (): Promise<Pin> => under("2468")],
  ])("as %s opens with its digits, and never again after five wrong tries", async (_, make) => {
    let pin = await make();
    expect(JSON.stringify(pin)).not.toContain("2468");
    expect((await attempt(pin, "2468")).opens).toBe(true);
    for (let i = 0; i < 4; i++) pin = (await attempt(pin, "0000")).pin;
    expect((await attempt(pin, "2468")).pin.wrong).toBe(0);
    pin = (await attempt(pin, "0000")).pin;
    expect(isSpent(pin)).toBe(true);
    expect((await attempt(pin, "2468")).opens).toBe(false);
  });

  it("counts a try as wrong before it is tried, so that a reload gives none back", async () => {
    const seen: number[] = [];
    await attempt(newPin({ digits: "2468", rounds: 3 }), "2468", async (pin) => void seen.push(pin.wrong));
    expect(seen).toEqual([1]);
  });

  it.each([["123", false], ["1234", true], ["123456", true], ["1234567", false], ["12a4", false]])("%s may be one: %s", (digits, may) => expect(isPin(digits)).toBe(may));
});

it.each([
  ["idle for less than five minutes", IDLE_MS - 1, IDLE_MS - 1, false],
  ["idle for five minutes", IDLE_MS, IDLE_MS, true],
  ["asleep for five minutes", IDLE_MS, 0, true],
  ["idle, its clock put back by six minutes meanwhile", -60000, IDLE_MS, true],
  ["its clock put back by a minute", -60000, 0, true],
  ["its clock put right by the network", -20000, 1000, false],
  ["its clock put on by a minute", 60000, 0, false],
])("a page locks or not: %s", (_, wall, steady, locks) => {
  expect(isIdle({ since: { wall: NOW, steady: 5 }, now: { wall: NOW + wall, steady: 5 + steady } })).toBe(locks);
});

describe("people under a PIN", () => {
  let database: Database;
  let number = 0;
  beforeEach(async () => {
    dropKey();
    database = await open(`lock-${number++}`);
    await take({ households: [household()] });
  });
  afterEach(() => database.close());

  const take = (changes: Partial<DayAnswer>): Promise<void> => {
    const answer: DayAnswer = { server_now: "", user: { id: USER, name: "李四" }, day: "2026-11-24", keep_days: 7, grids: [], protocols: {}, words: { symptoms: {}, sessions: {}, emergencies: {}, origins: {} }, households: [], tasks: [], gone: [], more: false, ...changes };
    return takeIn({ database, answer, offset: 0, nowMs: NOW, language: "zh" });
  };
  const names = async (): Promise<string[]> => (await readAll(database, "zh")).households.map((one) => (one.people[0] ? one.people[0].name : ""));
  /** Everything that lies on the disk, as text. */
  const disk = async (): Promise<string> => {
    const rows = await Promise.all((["households", "changes", "meta", "outbox"] as const).map((store) => database.getAll(store)));
    return JSON.stringify(rows, (_, value: unknown) => (value instanceof ArrayBuffer ? Buffer.from(value).toString() : value));
  };

  it("lie encrypted, and stay so however much comes", async () => {
    expect(await disk()).toContain("王芳");
    await keyed(database, await under("2468"));
    expect([await names(), await disk()]).toEqual([["王芳"], expect.not.stringMatching("王芳|1幢")]);
    await take({ households: [household({ id: "house-2", etag: "e2", address: "2幢", note: "有狗" })], tasks: null });
    await take({ households: [household({ id: "house-2", etag: "e3", address: "2幢", note: "有猫" })], gone: ["e1", "e2"] });
    expect((await had(database)).have).toEqual(["e3"]);
    const { changes } = await readAll(database, "zh");
    expect(changes.map((change) => change.kind)).toEqual(["NEW_HOUSEHOLD", "NOTE", "HOUSEHOLD_GONE"]);
    expect(new Set(changes.map((change) => change.id)).size).toBe(3);
    expect(await disk()).not.toMatch(/王芳|有狗|有猫|2幢/);
  });

  it("are nobody's while the page is locked, and nothing is written in clear beside them", async () => {
    const pin = await under("2468");
    await keyed(database, pin);
    dropKey();
    expect(await names()).toEqual([]);
    await expect(take({ households: [household({ id: "house-2", etag: "e2" })] })).rejects.toThrow("locked");
    await expect(attempt(pin, "1111")).resolves.toMatchObject({ opens: false });
    expect(await names()).toEqual([]);
    expect((await attempt(pin, "2468")).opens).toBe(true);
    expect(await names()).toEqual(["王芳"]);
    // Forgotten and fetched again, they do not come in clear either.
    expect(await wipe(database)).toBe(true);
    await take({ households: [household()] });
    expect([await names(), await disk()]).toEqual([["王芳"], expect.not.stringMatching("王芳")]);
  });

  it("are not written in clear by a page that looked just before another set the PIN", async () => {
    const pin = await under("2468");
    const taking = take({ households: [household({ id: "house-2", etag: "e2", note: "有狗" })] });
    const setting = database.put("meta", pin, "pin");
    await expect(taking).rejects.toThrow("locked");
    await setting;
    expect(await disk()).not.toContain("有狗");
  });

  it("lie in clear again once the PIN is taken away", async () => {
    await keyed(database, await under("2468"));
    await unkeyed(database);
    dropKey();
    expect([await names(), isKeyed((await database.get("meta", "pin")) as Pin | undefined)]).toEqual([["王芳"], false]);
  });
});
