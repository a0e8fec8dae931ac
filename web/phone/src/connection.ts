/** How it went with the server last, and how long to leave it alone. */

import type { Why } from "./http";
import { keep } from "./memory";
import { waitMs } from "./outbox";
import { state } from "./state";
import * as outbox from "./store/outbox";

let failures = 0;
let notBefore = 0;

export function isWaiting(): boolean {
  return Date.now() < notBefore;
}

/** A wait by a clock that was put back would be one of hours. */
export function waitNoMore(): void {
  notBefore = 0;
}

export async function success(): Promise<void> {
  failures = 0;
  notBefore = 0;
  state.net = "idle";
  state.why = undefined;
  state.lastSuccess = Date.now();
  await keep("last_success", state.lastSuccess).catch(() => undefined); // a full phone sends all the same
  const database = state.database;
  if (database) await outbox.forgetDelivered(database, Date.now());
}

export function later(retryAfterS: number, why?: Why): void {
  state.why = why;
  failures += 1;
  notBefore = Date.now() + waitMs({ failures, retryAfterS });
  state.net = "later";
}
