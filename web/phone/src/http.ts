/** Ask the server, and say in one word what came of it. */

export type Reply<T> =
  | { is: "ok"; body: T; askedMs: number; heardMs: number }
  | { is: "signed_out" }
  | { is: "csrf" }
  | { is: "revoked" }
  | { is: "other_user" }
  /** The server read it and broke, or could not read it: the batch may hold a poison record. */
  | { is: "refused"; status: number; detail: string }
  /** No network, a gateway, a captive portal, too much at once: as if it had never been asked. */
  | { is: "later"; retryAfterS: number };

export type Post = <T>(path: string, body: unknown) => Promise<Reply<T>>;

const TIME_OUT_MS = 30000;

export async function post<T>(path: string, body: unknown): Promise<Reply<T>> {
  const heard = await exchange({ path, type: "application/json", body: JSON.stringify(body), token: csrfToken() });
  return heard ? read<T>(heard) : { is: "later", retryAfterS: 0 };
}

/** Send a body as it is; null when nothing was heard in time. */
export async function exchange({ path, type, body, token }: { path: string; type: string; body: string | ArrayBuffer; token: string }): Promise<Heard | null> {
  const askedMs = Date.now();
  const abort = typeof AbortController === "function" ? new AbortController() : null;
  let timer = 0;
  const tooLong = new Promise<never>((_, refuse) => {
    timer = window.setTimeout(() => {
      refuse(new Error("time-out"));
      if (abort) abort.abort();
    }, TIME_OUT_MS);
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
    return { status: answer.status, text, retryAfter: answer.headers.get("Retry-After"), askedMs, heardMs: Date.now() };
  } catch {
    return null;
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

/** Sign out at the server; false where it could not be told. */
export async function endSession(): Promise<boolean> {
  try {
    const answer = await fetch("/sign-out/", { method: "POST", credentials: "same-origin", redirect: "manual", headers: { "X-CSRFToken": csrfToken() } });
    return answer.type === "opaqueredirect" || answer.ok;
  } catch {
    return false;
  }
}

export type Heard = { status: number; text: string; retryAfter: string | null; askedMs: number; heardMs: number };

export function read<T>({ status, text, retryAfter, askedMs, heardMs }: Heard): Reply<T> {
  const later: Reply<T> = { is: "later", retryAfterS: Number(retryAfter) || 0 };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // A page of 500 is still our server's: one record may be what breaks it. Any other page is a stranger's.
    return status === 500 ? { is: "refused", status, detail: "" } : later;
  }
  if (typeof body !== "object" || body === null) return later;
  const said = body as { code?: unknown; detail?: unknown };
  if (status === 200) return { is: "ok", body: body as T, askedMs, heardMs };
  if (status === 401) return { is: "signed_out" };
  // The sign-in was made with another device id, and has ended with this answer: who signs in anew goes on as they are.
  if (status === 403 && said.code === "other_device") return { is: "signed_out" };
  // The sign-in page leads on to choosing a password, and to setting up what is missing.
  if (status === 403 && (said.code === "second_factor" || said.code === "choose_password")) return { is: "signed_out" };
  if (status === 403 && (said.code === "csrf" || said.code === "revoked" || said.code === "other_user")) return { is: said.code };
  if (status === 429 || status > 500 || status < 400) return later;
  if (status === 400 || status === 413 || status === 422 || status === 500) return { is: "refused", status, detail: typeof said.detail === "string" ? said.detail : "" };
  return later;
}
