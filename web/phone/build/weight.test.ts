import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { tooHeavy, weigh, type Built } from "./weight.ts";

const LIMITS = { first: 60 * 1024, further: 20 * 1024 };

/** Bytes that no compression makes smaller, but for the envelope of gzip: 40 more at most. */
function file(name: string, kilobytes: number, more: Partial<Built> = {}): Built {
  return { name, source: randomBytes(kilobytes * 1024 - 40), isScript: true, isEntry: false, imports: [], ...more };
}

describe("the weight of what is built", () => {
  it("is that of the page, its style, its scripts and what these cannot begin without, together", () => {
    const files = [file("main.js", 20, { isEntry: true, imports: ["shared.js"] }), file("shared.js", 20, { imports: ["deep.js"] }), file("deep.js", 10), file("main.css", 10, { isScript: false }), file("need.js", 20, { imports: ["main.js"] })];
    const weights = weigh(files);
    expect(Object.keys(weights.first).sort()).toEqual(["deep.js", "main.css", "main.js", "shared.js"]);
    expect(Object.keys(weights.further)).toEqual(["need.js"]);
    expect(tooHeavy(weights, LIMITS)).toEqual([]);
  });

  it("is too much above 60 KB at once, however small each file", () => {
    const files = ["a", "b", "c", "d"].map((name) => file(`${name}.js`, 16, { isEntry: true }));
    expect(tooHeavy(weigh(files), LIMITS)).toHaveLength(1);
  });

  it("is too much above 20 KB for a file that comes later, however light the first ones are", () => {
    const files = [file("main.js", 1, { isEntry: true }), file("need.js", 21), file("card.js", 20), file("photo.js", 21)];
    expect(tooHeavy(weigh(files), LIMITS).map((fault) => fault.split(" ")[0])).toEqual(["need.js", "photo.js"]);
  });
});
