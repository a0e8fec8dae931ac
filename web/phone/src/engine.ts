/** When to send and to ask: on save, online, visible, start and a timer; one round at a time. */

import { isCuredByUpdate } from "./again";
import { isWaiting, later, success, waitNoMore } from "./connection";
import { fetchDay, whoIsIn } from "./day";
import { flushHeld, forgetAll, forgetTyped, isShut, unlockAfterSignIn } from "./forgetting";
import { endSession, post, renewToken } from "./http";
import { newId } from "./ids";
import { alone } from "./lock";
import { enter, keep, readAgain, row, seeTime } from "./memory";
import { countOf, UNDO_MS } from "./outbox";
import { writeForms } from "./parts/draft";
import * as phone from "./phone";
import { reachOf } from "./reach";
import { redraw, state } from "./state";
import type { Database } from "./store/database";
import * as outbox from "./store/outbox";
import { troubleOf } from "./store/trouble";
import { forgetPeople, readAll, wipeStale, type Everything } from "./store/people";
import { flush, type Flushed } from "./sync";
import { hear, serverIsPast } from "./time";
import { askUrgent, URGENT_EVERY_MS } from "./urgent";
import { sendEmergencies, waysOf, wentOffline } from "./ways";

const TIMER_MS = 20000;
const FIRST_MS = 3000;
const DAY_EVERY_MS = 10 * 60 * 1000;
const DAY_AT_MOST_MS = 60 * 1000;
const owner = newId({ nowMs: Date.now() });
const name = phone.phoneName(navigator.userAgent);
const nowMs = (): number => Date.now();

/** "now": the worker, or the network, asks; "soon": after a save or by the timer, with back-off. */
export type Hurry = "now" | "soon";

let running: Promise<void> | null = null;
let again: Hurry | null = null;
let askedDayAt = 0;

export function round(hurry: Hurry): Promise<void> {
  if (running) {
    again = again === "now" ? "now" : hurry;
    void sendEmergencies();
    return running;
  }
  if (hurry === "soon" && isWaiting()) return Promise.resolve();
  running = once(hurry)
    .catch((error) => {
      later(0);
      // What was heard and found no room is no trouble of the network; a database that was closed is opened again below.
      state.trouble = troubleOf(error) || state.trouble;
    })
    .then(async () => {
      running = null;
      await readAgain();
      redraw();
      const next = again;
      again = null;
      if (next) await round(next);
      else comeBack();
      void sendPictures(hurry);
    });
  return running;
}

let picturing = false;

/** Apart from the round, which never waits for a photograph. What cannot be done now is done after the next one. */
async function sendPictures(hurry: Hurry): Promise<void> {
  if (picturing || !state.pictures || state.revoked || state.net === "signed_out") return;
  picturing = true;
  try {
    const { send } = await import("./pictures");
    await send(hurry);
  } catch {
    // The part of the app for photographs could not be fetched, or the disk refused.
  } finally {
    picturing = false;
  }
}

let comingBack = 0;

/** A page that was opened again knows of no save: come back when what can still be undone may go. */
function comeBack(): void {
  const waits = state.records.filter((record) => record.state === "waiting").map((record) => record.not_before - Date.now());
  const next = Math.min(...waits.filter((ms) => ms > 0 && ms <= UNDO_MS));
  clearTimeout(comingBack);
  if (next <= UNDO_MS) comingBack = window.setTimeout(() => void round("soon"), next + 50);
}

export function watch(): void {
  window.addEventListener("online", () => void round("now"));
  window.addEventListener("offline", wentOffline);
  // Another tab saved or sent.
  window.addEventListener("storage", (event) => {
    if (event.key === phone.unsentKey(state.user)) void readAgain().then(redraw);
  });
  document.addEventListener("visibilitychange", () => {
    void hoursPass();
    if (document.visibilityState === "visible") void readAgain().then(redraw);
    else writeForms();
    void round("now");
    if (document.visibilityState === "visible") void askUrgent();
  });
  window.addEventListener("pagehide", writeForms);
  setTimeout(() => void askUrgent(), FIRST_MS);
  setInterval(() => void askUrgent(), URGENT_EVERY_MS);
  setInterval(() => {
    void hoursPass();
    void sendPictures("soon");
    void sendEmergencies();
    if (countOf(state.records).waiting || Date.now() - askedDayAt > DAY_EVERY_MS) void round("soon");
  }, TIMER_MS);
}

/** Hours pass: doors fall due, and a wait by a clock that was put back would be one of hours. */
async function hoursPass(): Promise<void> {
  if (await seeTime()) waitNoMore();
  redraw();
}

/** After a save: as soon as it can no longer be undone. */
export function soon(): void {
  setTimeout(() => void round("soon"), UNDO_MS + 50);
}

/** Ask for the day at the next round, whenever it was last asked. */
export function askAgain(): void {
  askedDayAt = 0;
}

async function once(hurry: Hurry): Promise<void> {
  if (state.trouble === "none") return;
  if (!state.database && state.user) await enter(state.user); // it did not open: try again
  else if (!state.database && !(await findUser())) return;
  if (!state.database) return;
  // Another tab may go on as a new phone meanwhile.
  if (state.revoked) state.revoked = Boolean(await row("revoked"));
  state.device = phone.deviceOf(state.user) || state.device;
  if (state.revoked && !(await asNewPhone())) return;
  const sent = await send();
  if (isShut() && !(await lookThroughLock())) return;
  if (sent === "stopped") return;
  const since = state.everything.day ? Date.now() - askedDayAt : DAY_EVERY_MS + 1;
  if (sent === "delivered" || since > DAY_EVERY_MS || since < 0 || (hurry === "now" && since > DAY_AT_MOST_MS)) await askDay();
}

async function send(): Promise<"delivered" | "nothing" | "stopped"> {
  const database = state.database;
  if (!database) return "stopped";
  if (state.records.some(isCuredByUpdate)) await outbox.sendAgain(database, isCuredByUpdate);
  if (!countOf(await outbox.all(database)).waiting) return "nothing";
  state.net = "working";
  redraw();
  const ways = await waysOf(database);
  const work = async (): Promise<Flushed> => {
    const first = await flush(ways);
    if (first.stop !== "csrf") return first;
    return (await renewToken()) ? flush(ways) : first;
  };
  const done = await alone({ name: `linli-flush-${state.user}`, owner, store: outbox.lockOf(database), nowMs: Date.now(), work });
  if (!done) {
    state.net = "idle"; // another tab is sending
    return "nothing";
  }
  if (done.offset) hear(done.offset);
  if (done.offset) await success();
  if (done.held) {
    await withdrawn();
    return "stopped";
  }
  if (done.stop === "done") {
    state.net = "idle";
    return done.delivered ? "delivered" : "nothing";
  }
  if (done.stop === "other_user") await findUser();
  else if (done.stop === "signed_out") state.net = "signed_out";
  else {
    later(done.retryAfterS, done.why);
    if (done.stop === "revoked") await withdrawn();
  }
  return "stopped";
}

async function askDay(): Promise<void> {
  const database = state.database;
  if (!database) return;
  if (!countOf(state.records).waiting) state.net = state.net === "signed_out" ? "signed_out" : "working";
  redraw();
  const before = state.everything;
  const got = await fetchDay({ post, device: state.device, name, user: state.user, lost: phone.lostOf(state.user), database, language: state.language, nowMs });
  if (got.is === "ok") {
    if (got.heard) hear(got.heard);
    askedDayAt = Date.now();
    state.trouble = "";
    await success();
    if (state.revoked) await keep("revoked", undefined);
    state.revoked = false;
    await lookAtPosts(database, before);
    if (await row("pin_reset")) await unlockAfterSignIn(database);
  } else if (got.is === "revoked") await withdrawn();
  else if (got.is === "other_user") await findUser();
  else if (got.is === "signed_out") state.net = "signed_out";
  else if (got.is === "later") later(got.retryAfterS, got.why);
  else later(0, "down");
  if (await wipeStale(database, serverIsPast())) forgetTyped();
}

/** Where no post reaches a door any more, people are forgotten as at signing out; what else there is to do is asked for anew. */
async function lookAtPosts(database: Database, before: Everything): Promise<void> {
  const came = await readAll(database, state.language);
  const reach = reachOf({ before, day: came.day, ended: Boolean(await row("ended")), kept: state.records.length + came.changes.length + state.alarms.length });
  state.ended = reach === "ended";
  await keep("ended", state.ended || undefined);
  if (reach === "here" || reach === "nothing") return;
  await forgetAll(database);
  if (reach === "elsewhere") askedDayAt = 0;
}

/**
 * Learn who is signed in, and open their database. No device id is told before it is known whose: a sign-in belongs to
 * the first one that comes with it.
 */
async function findUser(): Promise<boolean> {
  const reply = await whoIsIn(post);
  if (reply.is !== "ok") {
    if (reply.is === "signed_out") state.net = "signed_out";
    else later(0, reply.is === "later" ? reply.why : "down");
    return false;
  }
  const user = reply.body.id;
  // Whoever was here before is not signed in any more: their people go, what they have not sent waits for them.
  if (state.database && user !== state.user) await forgetAll(state.database);
  // The server knows this user's old id as another's: never ask with it again.
  if (user === state.user) phone.replaceDevice(user, phone.newDevice());
  state.device = phone.keepDevice(user, phone.newDevice());
  await enter(user);
  state.locked = Boolean(state.pin);
  askedDayAt = 0;
  again = "now";
  return true;
}

/**
 * Say whether a withdrawn phone may go on: with something to hand over, under its old id; with nothing unsent, once its
 * worker signed in anew, as a new phone. The old id stays withdrawn, and is never told under that sign-in, for then it would belong to it.
 */
async function asNewPhone(): Promise<boolean> {
  if (state.database && countOf(await outbox.all(state.database)).unsent) return true;
  const user = state.user;
  const reply = await whoIsIn(post);
  if (reply.is === "signed_out") state.net = "signed_out";
  else if (reply.is !== "ok") later(0, reply.is === "later" ? reply.why : "down");
  if (reply.is !== "ok") return false;
  if (reply.body.id !== user) {
    await findUser();
    return false;
  }
  state.device = phone.newDevice();
  phone.replaceDevice(user, state.device);
  state.revoked = false;
  await keep("revoked", undefined);
  askedDayAt = 0;
  return true;
}

/** This phone was withdrawn: people are forgotten at once; what is unsent goes to the server, which keeps it apart. */
async function withdrawn(): Promise<void> {
  const database = state.database;
  if (!database) return;
  state.revoked = true;
  await keep("revoked", true);
  await forgetAll(database);
  if (countOf(await outbox.all(database)).rejected) await outbox.sendAgain(database);
  if (countOf(await outbox.all(database)).waiting) await flushHeld();
  await forgetPeople(database); // what was just handed over, too
  // A sign-in that told the old id belongs to it: who signs in after this one goes on with another.
  if (!countOf(await outbox.all(database)).unsent && (await endSession())) state.net = "signed_out";
}

/** Whose phone this is now, and whether they signed in anew because the PIN was forgotten: true once people may be fetched. */
async function lookThroughLock(): Promise<boolean> {
  const database = state.database;
  const reply = await post<{ id: string }>("/api/v1/me", { device: state.device });
  if (reply.is === "revoked") await withdrawn();
  else if (reply.is === "signed_out") state.net = "signed_out";
  else if (reply.is !== "ok") later(0);
  else if (reply.body.id !== state.user) await findUser();
  else {
    await success();
    if (!database || !(await row("pin_reset"))) return false;
    await unlockAfterSignIn(database);
    return true;
  }
  return false;
}
