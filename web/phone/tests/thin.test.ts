import { expect, it } from "vitest";
import { ANSWER_MS, bytesOf, nextSize, THINNEST_BYTES_S, timeOutMs } from "../src/thin";

it("waits for an answer as long as a thin line takes for the body", () => {
  expect(timeOutMs(0)).toBe(ANSWER_MS);
  // 200 records, 67 KB: at 1.6 KB/s they take 42 s.
  expect(timeOutMs(67 * 1024)).toBeGreaterThan(42000 + ANSWER_MS);
  expect(timeOutMs(THINNEST_BYTES_S)).toBe(ANSWER_MS + 1000);
});

it("counts bytes as they go out", () => {
  expect([bytesOf("abc"), bytesOf("住户"), bytesOf("𠮷"), bytesOf(new ArrayBuffer(9))]).toEqual([3, 6, 4, 9]);
});

it.each([
  [200, 200, null, 100], // no answer: half
  [100, 100, null, 50],
  [3, 3, null, 1],
  [1, 1, null, 1],
  [200, 1, null, 200], // one record without an answer: the line is gone, and not thin
  [200, 30, null, 15],
  [200, 200, 20001, 100], // slow: half, before it fails
  [200, 200, 20000, 200],
  [50, 50, 5000, 50],
  [50, 50, 4999, 100], // quick: twice as many
  [50, 20, 10, 50], // a small one proves nothing of a larger
  [150, 150, 10, 200],
  [200, 200, 10, 200],
])("of %i with %i sent and answered in %s ms, the next holds %i", (size, sent, tookMs, next) => {
  expect(nextSize({ size, sent, tookMs })).toBe(next);
});
