import { beforeAll, describe, expect, it, vi } from "vitest";
import document from "../../../docs/openapi.json";
import type * as Kinds from "../src/kinds";
import type { AnyKind, Screens } from "../src/kinds/kind";
import { forgetFailed, screensOf } from "../src/kinds/load";
import { setWords, wordsOf } from "../src/words";

let kinds: typeof Kinds;
beforeAll(async () => {
  vi.stubGlobal("navigator", { userAgent: "" }); // the engine names the phone by it
  kinds = await import("../src/kinds");
});

function stub(screens: AnyKind["screens"]): AnyKind {
  return { code: `stub-${Math.random()}`, words: { zh: { name: "看" }, en: { name: "Look" } }, said: () => "", page: "look", place: null, door: null, fields: null, screens };
}
const DRAWN = { mend: () => null } as unknown as Screens;
const soon = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

describe("the kinds of record", () => {
  it("are those that the server takes", () => {
    const operations = document.components.schemas.SyncIn.properties.ops.items.anyOf.map((one) => one.$ref.split("/").pop() as keyof typeof document.components.schemas);
    const taken = operations.map((name) => (document.components.schemas[name] as { properties: { kind: { const: string } } }).properties.kind.const);
    expect(kinds.KINDS.map((kind) => kind.code).sort()).toEqual(taken.sort());
  });

  it("have a page each at most, and none of the shell's", () => {
    const pages = kinds.KINDS.map((kind) => kind.page).filter(Boolean);
    expect(new Set(pages).size).toBe(pages.length);
    for (const page of ["", "outbox", "mend", "changes", "tally", "more", "settings", "scan"]) expect(kinds.kindAt(page)).toBeUndefined();
    expect(kinds.kindAt("need")?.code).toBe("call");
  });

  it("are words in both languages", async () => {
    const call = kinds.kindOf("call") as AnyKind;
    const name = wordsOf(call.words);
    await setWords("en");
    expect(name("name")).toBe("Contact");
    await setWords("zh");
    expect(name("name")).toBe("联系");
  });

  it("open and mend what they say they do, each from its file", async () => {
    for (const kind of kinds.KINDS) {
      const screens = typeof kind.screens === "function" ? await kind.screens() : kind.screens;
      expect(typeof screens.mend).toBe("function");
      if (kind.page || kind.door) expect(typeof screens.screen).toBe("function");
    }
  });

  it("are all of them while the server has said nothing, then those that it names", () => {
    expect(kinds.kindsOf(undefined)).toHaveLength(kinds.KINDS.length);
    expect(kinds.kindsOf(["emergency", "song"]).map((kind) => kind.code)).toEqual(["emergency"]);
  });
});

describe("a screen that is a file of its own", () => {
  it("is asked for once, and drawn when it is there", async () => {
    const load = vi.fn(() => Promise.resolve(DRAWN));
    const changed = vi.fn();
    const kind = stub(load);
    expect(screensOf(kind, changed)).toBe("loading");
    expect(screensOf(kind, changed)).toBe("loading");
    await soon();
    expect(screensOf(kind, changed)).toBe(DRAWN);
    expect(load).toHaveBeenCalledTimes(1);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it("says that it did not come, and is asked for again when somebody wants it", async () => {
    const load = vi.fn().mockRejectedValueOnce(new Error("no network")).mockResolvedValue(DRAWN);
    const kind = stub(load);
    screensOf(kind, () => undefined);
    await soon();
    expect(screensOf(kind, () => undefined)).toBe("failed");
    expect(load).toHaveBeenCalledTimes(1);
    forgetFailed();
    screensOf(kind, () => undefined);
    await soon();
    expect(screensOf(kind, () => undefined)).toBe(DRAWN);
  });

  it("needs no file where it is there from the start", () => {
    expect(screensOf(stub(DRAWN), () => undefined)).toBe(DRAWN);
  });
});
