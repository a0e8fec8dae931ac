/** Signing out is over when Linli says so, and not where a portal answers in its place. */

import { beforeEach, expect, it, vi } from "vitest";
import { serve, type Said } from "./server";

let answers: Parameters<typeof serve>[0];
beforeEach(() => {
  vi.resetModules();
  answers = { "/sign-out/": () => ({ body: {} }) };
  serve(answers);
});

it.each([
  ["signed out", { status: 401, body: { code: "signed_out" } }, true],
  ["still signed in", { body: { id: "u", name: "李四" } }, false],
  ["out of order", { status: 503, body: {} }, false],
] as [string, Said, boolean][])("asked who is in, the server says %s", async (_, said, over) => {
  answers["/api/v1/me"] = () => said;
  const { endSession } = await import("../src/http");
  expect(await endSession()).toBe(over);
});

it("is not over where nothing answers", async () => {
  const { endSession } = await import("../src/http");
  expect(await endSession()).toBe(false);
  delete answers["/sign-out/"];
  expect(await endSession()).toBe(false);
});
