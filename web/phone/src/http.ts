/** Ask the server, and say in one word what came of it. */

import { bytesOf, timeOutMs } from "./thin";

export type Reply<T> =
  | { is: "ok"; body: T; askedMs: number; heardMs: number }
  | { is: "signed_out" }
  | { is: "csrf" }
  | { is: "revoked" }
  | { is: "other_user" }
  /** The server read it and broke, or could not read it: the batch may hold a poison record. */
  | { is: "refused"; status: number; detail: string }
  /** No network, a gateway, a captive portal, too much at once: as if it had never been asked. */
  | { is: "later"; retryAfterS: number; why?: Why };

/**
 * Why nothing was heard. no_network: nothing went out; no_answer: nothing came back in time; down: the server, or what
 * stands before it, is out of order; stranger: somebody else answered, a portal or a gateway; busy: too much at once.
 */
export type Why = "no_network" | "no_answer" | "down" | "stranger" | "busy";

export type Post = <T>(path: string, body: unknown) => Promise<Reply<T>>;

export async function post<T>(path: string, body: unknown): Promise<Reply<T>> {
  const heard = await exchange({ path, type: "application/json", body: JSON.stringify(body), token: csrfToken() });
  return typeof heard === "string" ? { is: "later", retryAfterS: 0, why: heard } : read<T>(heard);
}

/** Send a body as it is, and wait as long as a thin line takes for it; or say why nothing was heard. */
export async function exchange({ path, type, body, token }: { path: string; type: string; body: string | ArrayBuffer; token: string }): Promise<Heard | "no_network" | "no_answer"> {
  const askedMs = Date.now();
  let late = false;
  const abort = typeof AbortController === "function" ? new AbortController() : null;
  let timer = 0;
  const tooLong = new Promise<never>((_, refuse) => {
    timer = window.setTimeout(() => {
      late = true;
      refuse(new Error("time-out"));
      if (abort) abort.abort();
    }, timeOutMs(bytesOf(body)));
  });
  try {
    const asked = fetch(path, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      headers: { "Content-Type": type, Accept: "application/json, application/problem+json", "Accept-Language": document.documentElement.lang, "X-CSRFToken": token },
      body,
      ...(abort ? { signal: abort.signal } : {}),
    });
    const answer = await Promise.race([asked, tooLong]);
    const text = await Promise.race([answer.text(), tooLong]);
    return { status: answer.status, type: answer.headers.get("Content-Type") || "", text, retryAfter: answer.headers.get("Retry-After"), askedMs, heardMs: Date.now() };
  } catch {
    return late ? "no_answer" : "no_network";
  } finally {
    clearTimeout(timer);
  }
}

/** Read at send time: a cached page holds an old one. */
export function csrfToken(): string {
  const found = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  return found ? found[1] || "" : "";
}

/** Fetch a fresh token; false where there is none to be had. */
export async function renewToken(): Promise<boolean> {
  await fetch("/w/", { credentials: "same-origin", cache: "no-store" });
  return Boolean(csrfToken());
}

/** Sign out at the server; false where it did not say so itself: a portal leads every address elsewhere, this one too. */
export async function endSession(): Promise<boolean> {
  try {
    await fetch("/sign-out/", { method: "POST", credentials: "same-origin", redirect: "manual", headers: { "X-CSRFToken": csrfToken() } });
  } catch {
    return false;
  }
  return (await post("/api/v1/me", {})).is === "signed_out";
}

export type Heard = { status: number; type: string; text: string; retryAfter: string | null; askedMs: number; heardMs: number };

/** What Linli refuses a body with, by code: with another status, or said by a page of another kind, it is a stranger's word. */
const REFUSED: Record<string, number> = { malformed: 422, too_many: 413, too_large: 413, damaged: 422, broken: 500 };

/**
 * Only Linli's own answer counts: a refusal is one as a problem (RFC 9457, linli/problems.py) with a code that is known
 * here, anything taken is JSON. Every gateway on the way may answer in JSON too.
 */
export function read<T>(heard: Heard): Reply<T> {
  const { status, askedMs, heardMs } = heard;
  const later: Reply<T> = { is: "later", retryAfterS: Number(heard.retryAfter) || 0, why: whyOf(heard) };
  if (status === 200) {
    const body = heard.type.indexOf("json") >= 0 ? parsed(heard.text) : null;
    return body ? { is: "ok", body: body as T, askedMs, heardMs } : later;
  }
  const said = problemOf(heard);
  if (!said) return later;
  if (status === 401 && said.code === "signed_out") return { is: "signed_out" };
  // The sign-in was made with another device id, and has ended with this answer: who signs in anew goes on as they are.
  if (status === 403 && said.code === "other_device") return { is: "signed_out" };
  // The sign-in page leads on to choosing a password, and to setting up what is missing.
  if (status === 403 && (said.code === "second_factor" || said.code === "choose_password")) return { is: "signed_out" };
  if (status === 403 && (said.code === "csrf" || said.code === "revoked" || said.code === "other_user")) return { is: said.code };
  if (REFUSED[said.code] === status) return { is: "refused", status, detail: said.detail };
  return later;
}

/** What a problem says; null for what is none of ours. */
export function problemOf({ type, text }: Pick<Heard, "type" | "text">): { code: string; detail: string } | null {
  const said = type.indexOf("application/problem+json") === 0 ? parsed(text) : null;
  return said ? { code: String(said.code || ""), detail: typeof said.detail === "string" ? said.detail : "" } : null;
}

function whyOf({ status, type, text }: Heard): Why {
  if (status === 429) return "busy";
  // The front of the server gives a line up that is too thin even for it.
  if (status === 408) return "no_answer";
  return status >= 500 || problemOf({ type, text }) ? "down" : "stranger";
}

function parsed(text: string): { code?: unknown; detail?: unknown } | null {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === "object" ? said : null;
  } catch {
    return null;
  }
}
