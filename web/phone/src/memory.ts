/** Read a user's database into memory, and the few rows of it that are the phone's own. */

import { heldTogether, lostBefore } from "./loss";
import { readForms } from "./parts/draft";
import * as phone from "./phone";
import { countOf } from "./outbox";
import { isKeyed, type Pin } from "./pin";
import { nothing, redraw, state, type Alarm } from "./state";
import type { Database } from "./store/database";
import { opened } from "./store/opening";
import * as outbox from "./store/outbox";
import { troubleOf } from "./store/trouble";
import { readAll } from "./store/people";
import { dropKey, hasKey, seal, unseal } from "./store/seal";
import { isSealed } from "./store/sealed_rows";
import { isUnsure, look, shownOffset } from "./time";
import type { Site } from "./types";

export type Rows = { pin: Pin; pin_offered: boolean; pin_reset: boolean; alarms: Alarm[]; site: Site; revoked: boolean; ended: boolean; last_success: number; pictures: number; message_size: number };

/** Where the database does not open, state.trouble says why, and what is noted outside it is what is known. */
export async function enter(user: string): Promise<void> {
  if (state.database) state.database.close();
  if (user !== state.user) {
    dropKey();
    [state.records, state.everything] = [[], nothing];
  }
  state.database = null;
  state.user = user;
  phone.keepCurrentUser(user);
  try {
    await use(await opened({ user, late: (database) => void (state.database ? database.close() : use(database).then(redraw)) }));
  } catch (error) {
    state.trouble = troubleOf(error) || "failed";
    state.database = null;
    await read();
  }
}

async function use(database: Database): Promise<void> {
  state.database = database;
  state.trouble = "";
  lostBefore({ user: state.user, counted: phone.unsentOf(state.user), records: await outbox.all(database) });
  state.pinOffered = Boolean(await row("pin_offered"));
  state.alarms = (await row("alarms")) || [];
  state.site = (await row("site")) || "";
  state.revoked = Boolean(await row("revoked"));
  state.ended = Boolean(await row("ended"));
  state.lastSuccess = (await row("last_success")) || 0;
  state.pictures = (await row("pictures")) || 0;
  state.pictureRows = [];
  await read();
  await readForms();
}

/** Read what a flush, the day or another tab may have changed. */
export async function readAgain(): Promise<void> {
  try {
    await read();
  } catch {
    await enter(state.user); // it was closed under the page: a cleaner deleted it, or a newer page changes its shape
  }
}

async function read(): Promise<void> {
  const { database, user } = state;
  if (!user) return;
  let records = state.records;
  if (database) await readLock();
  if (database) {
    [records, state.everything] = await Promise.all([outbox.all(database), readAll(database, state.language)]);
    state.everything.offset = shownOffset(state.everything.offset);
  }
  const known = await heldTogether({ database, user, records, nowMs: Date.now() });
  state.records = known.records;
  state.lost = known.lost;
  state.restored += known.restored;
  phone.keepUnsent(user, countOf(state.records).unsent + state.lost.length);
  state.othersUnsent = phone.unsentOfOthers(state.user);
}

let seenMoves = 0;

/** Look at the clock, and show hours as it is to be believed now; says whether it was put back since the last look. */
export async function seeTime(): Promise<boolean> {
  const before = isUnsure();
  const { unsure, moves } = look();
  const moved = moves !== seenMoves;
  seenMoves = moves;
  if (unsure !== before) await readAgain();
  return moved;
}

/** Another tab may have set the PIN, or taken it away; without the key that it opens, nobody can be shown. */
async function readLock(): Promise<void> {
  state.pin = await row("pin");
  if (!isKeyed(state.pin)) dropKey();
  if (!state.pin) state.locked = false;
  else if (isKeyed(state.pin) && !hasKey()) state.locked = true;
}

export async function row<K extends keyof Rows>(key: K): Promise<Rows[K] | undefined> {
  const value: unknown = state.database ? await state.database.get("meta", key) : undefined;
  return (isSealed(value) ? await unseal(value) : value) as Rows[K] | undefined;
}

export async function keep<K extends keyof Rows>(key: K, value: Rows[K] | undefined): Promise<void> {
  if (!state.database) return;
  if (value === undefined) await state.database.delete("meta", key);
  else await state.database.put("meta", key === "alarms" && hasKey() ? await seal(value) : value, key); // alarms name people
}
