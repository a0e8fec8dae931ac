/** A server for the whole phone: what it answers to each address, and what it was asked. */

import "fake-indexeddb/auto";
import { vi } from "vitest";

export type Said = { status?: number; body: object };
export type Asked = { path: string; device: string };

/** Let the phone run without a page; answers are looked up by path when they are asked. */
export function serve(answers: Record<string, (body: { device: string; ops?: { id: string }[] }) => Said>): Asked[] {
  const asked: Asked[] = [];
  const kept = new Map<string, string>();
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("navigator", { userAgent: "" });
  vi.stubGlobal("document", { cookie: "csrftoken=t", documentElement: { lang: "zh-CN" }, createTreeWalker: () => ({}) });
  vi.stubGlobal("localStorage", { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) });
  vi.stubGlobal("fetch", async (path: string, how: { body?: string }) => {
    const body = JSON.parse(how.body || "{}");
    asked.push({ path, device: body.device || "" });
    const answer = answers[path];
    if (!answer) throw new Error("no network");
    const said = answer(body);
    return { status: said.status || 200, ok: !said.status, type: "basic", text: async () => JSON.stringify(said.body), headers: { get: (name: string) => (name !== "Content-Type" ? null : said.status ? "application/problem+json" : "application/json") } };
  });
  return asked;
}
