/** People and forms leave the phone; what was encrypted under a PIN that nobody knows any more too. */

import { keep, readAgain } from "./memory";
import { forgetForms } from "./parts/draft";
import { isKeyed } from "./pin";
import { redraw, state } from "./state";
import type { Database } from "./store/database";
import * as outbox from "./store/outbox";
import { forgetPeople } from "./store/people";
import { hasKey } from "./store/seal";
import { flush } from "./sync";
import { waysOf } from "./ways";

export async function forgetAll(database: Database): Promise<void> {
  await forgetPeople(database);
  forgetTyped();
  await readAgain();
  redraw();
}

export function forgetTyped(): void {
  state.alarms = [];
  forgetForms();
}

export async function flushHeld(): Promise<void> {
  const database = state.database;
  if (!database) return;
  await flush({ ...(await waysOf(database)), records: async () => (await outbox.all(database)).map((record) => ({ ...record, not_before: 0 })) });
}

/** People are encrypted, and the key is not here: what waits is sent, and nothing is fetched. */
export function isShut(): boolean {
  return isKeyed(state.pin) && !hasKey();
}

/** Who signed in anew needs no PIN; what it kept encrypted nobody can read any more, and is fetched again. */
export async function unlockAfterSignIn(database: Database): Promise<void> {
  const encrypted = isKeyed(state.pin);
  state.pin = undefined;
  state.locked = false;
  await keep("pin", undefined);
  await keep("pin_reset", undefined);
  if (encrypted) await forgetAll(database);
}
