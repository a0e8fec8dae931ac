/** What a tap does to the lock: set a PIN, lock, open, take the PIN away. */

import { keep, readAgain, row } from "./memory";
import { forgetForms, readForms, writeForms } from "./parts/draft";
import { isKeyed, isSpent, newPin, tryPin, type Keyed } from "./pin";
import { nothing, redraw, state } from "./state";
import * as drafts from "./store/drafts";
import { canSeal, dropKey, newKey } from "./store/seal";
import { keyed, unkeyed } from "./store/sealed_people";

/** Hide everybody; of a list that is encrypted nothing stays in memory either. */
export function lock(): void {
  state.locked = true;
  if (isKeyed(state.pin)) {
    writeForms();
    dropKey();
    state.everything = { ...nothing, offset: state.everything.offset, words: state.everything.words };
    state.alarms = [];
    forgetForms();
  }
  redraw();
}

export async function setPin(digits: string): Promise<void> {
  if (!state.database) return;
  await put(digits);
  state.pinOffered = true;
  await keep("pin_offered", true);
  await readAgain();
  redraw();
}

/** Encrypt where the browser can; else only the digits' digest is kept. */
async function put(digits: string): Promise<void> {
  if (!state.database) return;
  if (!canSeal()) {
    state.pin = newPin({ digits });
    return keep("pin", state.pin);
  }
  const typed = await drafts.all(state.database);
  const pin: Keyed = { wrong: 0, wrapped: await newKey({ digits }) };
  await keyed(state.database, pin);
  await drafts.rewritten(state.database, typed);
  state.pin = pin;
}

export async function openWith(digits: string): Promise<boolean> {
  const opens = await isRight(digits);
  if (opens) {
    if (canSeal() && !isKeyed(state.pin)) await put(digits); // set by an older page
    state.locked = false;
    state.alarms = (await row("alarms")) || [];
    await readForms();
    await readAgain();
  }
  redraw();
  return opens;
}

/** Take the PIN away: for whoever knows it. */
export async function removePin(digits: string): Promise<boolean> {
  const opens = await isRight(digits);
  if (opens && state.database) {
    const typed = await drafts.all(state.database);
    await unkeyed(state.database);
    dropKey();
    await drafts.rewritten(state.database, typed);
    state.pin = undefined;
    await readAgain();
  } else if (state.pin && isSpent(state.pin)) lock();
  redraw();
  return opens;
}

async function isRight(digits: string): Promise<boolean> {
  if (!state.pin) return true;
  const tried = await tryPin({ pin: state.pin, digits, counted: (pin) => keep("pin", pin) });
  state.pin = tried.pin;
  await keep("pin", tried.pin);
  return tried.opens;
}

export async function refusePin(): Promise<void> {
  state.pinOffered = true;
  await keep("pin_offered", true);
  redraw();
}
