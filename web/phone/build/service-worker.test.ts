import { describe, expect, it } from "vitest";
import { serviceWorker } from "./service-worker.ts";

/** Fill the worker's source for a version of these files; returns what it became. */
function filled(source: string, ...files: string[]): string {
  const bundle: Record<string, unknown> = { "sw.js": { type: "chunk", code: source }, "index.html": { type: "asset", source: "<html>" } };
  for (const file of files) bundle[`assets/${file}`] = { type: "chunk", code: "" };
  const { handler } = serviceWorker().generateBundle as unknown as { handler: (options: unknown, bundle: unknown) => void };
  handler({}, bundle);
  return (bundle["sw.js"] as { code: string }).code;
}
const SOURCE = 'const V = "__VERSION__"; const F = "__FILES__";';

describe("the service worker", () => {
  it("knows its files, whatever their marks are", () => {
    expect(filled(SOURCE, "arrival-a__b-C_D.js", "main-12345678.js")).toContain('["/static/phone/assets/arrival-a__b-C_D.js","/static/phone/assets/main-12345678.js"]');
  });

  it("is not built with a place that nobody filled", () => {
    expect(() => filled(`${SOURCE} const again = "__VERSION__";`, "main-12345678.js")).toThrow("placeholder");
  });
});
