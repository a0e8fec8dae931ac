/** What a tap does: save, undo, mend, save to a file, sign out, lock. */

import { endSession } from "./http";
import { keep, readAgain } from "./memory";
import { countOf, fileOf, newRecord, UNDO_MS } from "./outbox";
import { askAgain, round, soon } from "./engine";
import { giveBack } from "./parts/draft";
import { filterOf } from "./parts/filter";
import { newPin, tryPin } from "./pin";
import * as phone from "./phone";
import { go, goToTop } from "./route";
import { redraw, state, type Alarm } from "./state";
import * as outbox from "./store/outbox";
import { wipe } from "./store/people";
import type { About, Fact, OutboxRecord, Site } from "./types";
import { setWords, w, type Language } from "./words";

export type Said = { fact: Fact; about: About };

export function records(said: readonly Said[]): OutboxRecord[] {
  return said.map(({ fact, about }) => newRecord({ fact, about, user: state.user, nowMs: Date.now() }));
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

/** Save a mended record in the place of the rejected one; it keeps its hour, unless that was in the future. */
export async function saveMended(old: OutboxRecord, said: readonly Said[]): Promise<boolean> {
  const made = records(said).map((record) => (old.code === "future" ? record : { ...record, claimed_at: old.claimed_at }));
  const saved = await store(made, async (database) => outbox.mend(database, old.id, made));
  if (saved && state.toast) state.toast.instead = old;
  return saved;
}

async function store(made: OutboxRecord[], write: (database: NonNullable<typeof state.database>) => Promise<void>): Promise<boolean> {
  if (!state.database) return false;
  try {
    await write(state.database);
  } catch {
    // Most likely QuotaExceededError; whatever it is, what was typed is not on the disk.
    state.full = made;
    redraw();
    return false;
  }
  state.full = [];
  void askToPersist();
  await readAgain();
  state.toast = { words: w("saved_n", { n: made.length }), undo: made.map((record) => record.id), until: Date.now() + UNDO_MS };
  setTimeout(redraw, UNDO_MS + 20);
  soon();
  redraw();
  return true;
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
  const text = fileOf({ records: chosen, user: state.user, device: state.device, nowMs });
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

export async function setPin(digits: string): Promise<void> {
  state.pin = digits ? newPin({ digits }) : undefined;
  state.pinOffered = true;
  phone.keepActive(Date.now());
  await keep("pin", state.pin);
  await keep("pin_offered", true);
  redraw();
}

export async function refusePin(): Promise<void> {
  state.pinOffered = true;
  await keep("pin_offered", true);
  redraw();
}

export async function openWith(digits: string): Promise<boolean> {
  if (!state.pin) return true;
  const tried = tryPin(state.pin, digits);
  state.pin = tried.pin;
  await keep("pin", tried.pin);
  state.locked = !tried.opens;
  if (tried.opens) phone.keepActive(Date.now());
  redraw();
  return tried.opens;
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

