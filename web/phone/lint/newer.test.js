import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { newer } from "./newer.js";

const CONFIG = [{ languageOptions: { ecmaVersion: "latest", sourceType: "module" }, plugins: { linli: { rules: { newer } } }, rules: { "linli/newer": ["error", ["resize"]] } }];

function faults(code) {
  return new Linter().verify(code, CONFIG).map((fault) => fault.message.replace(/^.* has no (.*):.*$/, "$1"));
}

describe("what Chrome 64 and Safari 12 lack", () => {
  it.each([
    ["let g = globalThis", "globalThis"],
    ["new AbortController()", "AbortController"],
    ["queueMicrotask(work)", "queueMicrotask"],
    ["window.requestIdleCallback(work)", "window.requestIdleCallback"],
    ["crypto.randomUUID()", "crypto.randomUUID"],
    ["navigator.locks.request('x', work)", "navigator.locks"],
    ["Promise.allSettled(all)", "Promise.allSettled"],
    ["Object.fromEntries(all)", "Object.fromEntries"],
    ["words.replaceAll('a', 'b')", ".replaceAll()"],
    ["lists.flat()", ".flat()"],
    ["box.replaceChildren()", ".replaceChildren()"],
    ["function f() { if (navigator.locks) a(); navigator.locks.request('x'); }", "navigator.locks"],
  ])("is found: %s", (code, what) => {
    expect(faults(code)).toEqual([what]);
  });

  it.each([
    "if (navigator.locks) navigator.locks.request('x', work)",
    "function f() { if (!navigator.locks) return later(); return navigator.locks.request('x', work); }",
    "self.queueMicrotask ? queueMicrotask(work) : setTimeout(work)",
    "typeof AbortController !== 'undefined' && new AbortController()",
    "let locks = navigator.locks",
    "function f(globalThis) { return globalThis; }",
    "picture.resize(1, 2)",
    "let flat = 1; box.flat = flat",
  ])("may stand where it is asked for, or is something else: %s", (code) => {
    expect(faults(code)).toEqual([]);
  });
});
