/** Read a user's database into memory, and the few rows of it that are the phone's own. */

import { readForms } from "./parts/draft";
import * as phone from "./phone";
import { countOf } from "./outbox";
import type { Pin } from "./pin";
import { state, type Alarm } from "./state";
import { open } from "./store/database";
import * as outbox from "./store/outbox";
import { readAll } from "./store/people";
import type { Site } from "./types";

export type Rows = { pin: Pin; pin_offered: boolean; pin_reset: boolean; alarms: Alarm[]; site: Site; revoked: boolean; ended: boolean; last_success: number; pictures: number };

export async function enter(user: string): Promise<void> {
  if (state.database) state.database.close();
  state.database = await open(user);
  state.user = user;
  phone.keepCurrentUser(user);
  state.pin = await row("pin");
  state.pinOffered = Boolean(await row("pin_offered"));
  state.alarms = (await row("alarms")) || [];
  state.site = (await row("site")) || "";
  state.revoked = Boolean(await row("revoked"));
  state.ended = Boolean(await row("ended"));
  state.lastSuccess = (await row("last_success")) || 0;
  state.pictures = (await row("pictures")) || 0;
  state.pictureRows = [];
  await readAgain();
  await readForms();
}

/** Read what a flush, the day or another tab may have changed. */
export async function readAgain(): Promise<void> {
  const database = state.database;
  if (!database) return;
  [state.records, state.everything] = await Promise.all([outbox.all(database), readAll(database, state.language)]);
  phone.keepUnsent(state.user, countOf(state.records).unsent);
  state.othersUnsent = phone.unsentOfOthers(state.user);
}

export async function row<K extends keyof Rows>(key: K): Promise<Rows[K] | undefined> {
  return state.database ? ((await state.database.get("meta", key)) as Rows[K] | undefined) : undefined;
}

export async function keep<K extends keyof Rows>(key: K, value: Rows[K] | undefined): Promise<void> {
  if (!state.database) return;
  if (value === undefined) await state.database.delete("meta", key);
  else await state.database.put("meta", value, key);
}
