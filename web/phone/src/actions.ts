/** What a tap does: save, undo, mend, save to a file, sign out, lock. */

import { isUnchanged, mayGoAgain } from "./again";
import { endSession } from "./http";
import { enter, keep, readAgain } from "./memory";
import { countOf, fileOf, newRecord, UNDO_MS } from "./outbox";
import { askAgain, round, soon } from "./engine";
import { giveBack } from "./parts/draft";
import { filterOf } from "./parts/filter";
import * as phone from "./phone";
import { go, goToTop } from "./route";
import { redraw, state, type Alarm } from "./state";
import * as copies from "./store/copies";
import * as outbox from "./store/outbox";
import { troubleOf, type Trouble } from "./store/trouble";
import { wipe } from "./store/people";
import { look, stamp, type Stamp } from "./time";
import type { About, Fact, OutboxRecord, Site } from "./types";
import { asBefore, withoutWritten, withUnwritten } from "./unwritten";
import { setWords, w, type Language } from "./words";

/** at: when it was seen, where that was before it is saved. */
export type Said = { fact: Fact; about: About; at?: Stamp | undefined };

export function records(said: readonly Said[]): OutboxRecord[] {
  const made = said.map(({ fact, about, at }) => newRecord({ fact, about, user: state.user, nowMs: Date.now(), at: at || stamp() }));
  return asBefore({ made, unwritten: state.full });
}

/** Put facts into the outbox; false when the phone is full: then the screen keeps what was typed. */
export async function save(said: readonly Said[]): Promise<boolean> {
  const made = records(said);
  return store(made, async (database) => outbox.add(database, made));
}

/** Put facts into the outbox that must not wait to be undone. */
export async function saveUrgent(said: readonly Said[]): Promise<boolean> {
  const made = records(said).map((record) => ({ ...record, not_before: 0 }));
  const saved = await store(made, async (database) => outbox.add(database, made));
  if (saved) void round("now");
  return saved;
}

/** Save a mended record in the place of the rejected one; it keeps its hour, and what it knows of it. */
export async function saveMended(old: OutboxRecord, said: readonly Said[]): Promise<boolean> {
  const only = said.length === 1 ? said[0] : undefined;
  if (only && isUnchanged(old, only.fact)) return sendAgain([old]);
  const made = records(said).map((record) => ({ ...record, claimed_at: old.claimed_at, clock: old.clock, time_said: old.time_said }));
  const saved = await store(made, async (database) => outbox.mend(database, old.id, made));
  if (saved && state.toast) state.toast.instead = old;
  return saved;
}

/** Send records that were sent back once more, now that somebody said when they were made. */
export async function sendWithTime(records: readonly OutboxRecord[]): Promise<boolean> {
  if (!state.database) return false;
  try {
    await outbox.change(state.database, records);
  } catch {
    return false; // the phone is full: they stay as they were
  }
  await readAgain();
  state.toast = { words: w("saved_n", { n: records.length }), undo: [], until: Date.now() + 3000 };
  redraw();
  void round("now");
  return true;
}

/** Send what was sent back once more as it is, under the same id; false when the phone is full. */
export async function sendAgain(records: readonly OutboxRecord[]): Promise<boolean> {
  const ids = new Set(records.filter(mayGoAgain).map((record) => record.id));
  try {
    if (state.database) await outbox.sendAgain(state.database, (record) => ids.has(record.id));
  } catch {
    return false;
  }
  await readAgain();
  redraw();
  void round("now");
  return true;
}

async function store(made: OutboxRecord[], write: (database: NonNullable<typeof state.database>) => Promise<void>): Promise<boolean> {
  const trouble = await written(write);
  if (trouble) {
    // Whatever it is, what was typed is not on the disk.
    state.trouble = trouble;
    state.full = withUnwritten({ made, unwritten: state.full });
    redraw();
    return false;
  }
  state.trouble = "";
  state.full = withoutWritten({ made, unwritten: state.full });
  void askToPersist();
  await readAgain();
  state.toast = { words: w("saved_n", { n: made.length }), undo: made.map((record) => record.id), until: Date.now() + UNDO_MS };
  setTimeout(redraw, UNDO_MS + 20);
  soon();
  redraw();
  return true;
}

/** Write, once more where the database was closed under the page; "": it is on the disk. */
async function written(write: (database: NonNullable<typeof state.database>) => Promise<void>): Promise<Trouble | ""> {
  let trouble: Trouble | "" = "failed";
  for (let tries = 0; tries < 2 && trouble === "failed"; tries++) {
    if (tries || !state.database) await enter(state.user);
    if (!state.database) return state.trouble;
    trouble = await write(state.database).then(
      () => "" as const,
      (error) => troubleOf(error) || "failed",
    );
  }
  return trouble;
}

export async function undo(): Promise<void> {
  const toast = state.toast;
  if (!toast || !state.database) return;
  const undone = await outbox.undo(state.database, toast.undo, Date.now(), toast.instead);
  state.toast = { words: w(undone ? "undone" : "too_late"), undo: [], until: Date.now() + 3000 };
  if (undone) await keepAlarms(state.alarms.filter((alarm) => toast.undo.indexOf(alarm.id) < 0));
  setTimeout(redraw, 3020);
  await readAgain();
  if (undone && toast.form) {
    giveBack(toast.form);
    go(toast.form.path);
  }
  redraw();
}

export async function keepAlarms(alarms: Alarm[]): Promise<void> {
  state.alarms = alarms;
  redraw();
  await keep("alarms", alarms).catch(() => undefined); // a full phone still shows it
}

export async function keepSite(site: Site): Promise<void> {
  state.site = site;
  await keep("site", site).catch(() => undefined);
}

/** Hand records over as a file, and remember that they were. */
export async function saveToFile(chosen: readonly OutboxRecord[]): Promise<void> {
  const nowMs = Date.now();
  const { offset, moves } = look();
  const text = fileOf({ records: chosen, user: state.user, device: state.device, nowMs, clock: { offset_ms: offset, moves } });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `linli-${new Date(nowMs).toISOString().slice(0, 16).replace(/[-:T]/g, "")}.json`;
  document.body.appendChild(link);
  link.click();
  document.body.removeChild(link);
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  if (state.database) await outbox.markSaved(state.database, chosen.map((record) => record.id)).catch(() => undefined);
  await readAgain();
  redraw();
}

/** The worker has seen what was lost, and says that the community knows: how many, it is told with the next day. */
export function tellLost(): void {
  for (const { id } of state.lost) copies.forget(state.user, id);
  phone.keepLost(state.user, phone.lostOf(state.user) + state.lost.length);
  state.lost = [];
  askAgain();
  void readAgain().then(() => round("now"));
}

export async function putAside(id: string): Promise<void> {
  if (state.database) await outbox.putAside(state.database, id);
  await readAgain();
  redraw();
}

export async function seen(id: string): Promise<void> {
  if (state.database) await outbox.seen(state.database, id);
  await readAgain();
  redraw();
}

export async function speak(language: Language): Promise<void> {
  if (!(await setWords(language))) {
    state.toast = { words: w("need_network"), undo: [], until: Date.now() + 3000 };
    return redraw();
  }
  phone.keepLanguage(language);
  state.language = language;
  await readAgain();
  askAgain();
  redraw();
  void round("now");
}

async function askToPersist(): Promise<void> {
  if (navigator.storage && navigator.storage.persist) {
    const kept = (await navigator.storage.persisted()) || (await navigator.storage.persist());
    state.persisted = kept ? "yes" : "no";
  }
}

/** Sign out; refused while anything is unsent. */
export async function signOut(): Promise<"done" | "unsent" | "no_network"> {
  if (!state.database) return "no_network";
  await readAgain();
  if (countOf(state.records).unsent || state.pictures) return "unsent";
  if (!(await endSession())) return "no_network";
  await wipe(state.database);
  phone.keepCurrentUser("");
  location.href = "/sign-in/?next=/w/";
  return "done";
}

/** After five wrong PINs only signing in again opens the phone; nothing is deleted. */
export async function signInAgain(): Promise<"done" | "no_network"> {
  if (!(await endSession())) return "no_network";
  await keep("pin_reset", true);
  location.href = "/sign-in/?next=/w/";
  return "done";
}

/** Leave a form for another page once it is saved. */
export function leave(path: string): void {
  go(path);
}

/** Back to the list: at its top while somebody is to be told of a fever, else where the worker was. */
export function leaveDoor(): void {
  filterOf().words = ""; // it was found
  if (state.alarms.length) goToTop("/w/");
  else go("/w/");
}

