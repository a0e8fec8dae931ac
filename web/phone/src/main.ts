/** Start the app: what the phone holds is on the screen before the network is asked. */

import "./old";
import "./phone.css";
import { html, nothing, render, type TemplateResult } from "lit-html";
import { round, watch } from "./engine";
import { isIdle, moment } from "./idle";
import { kindAt } from "./kinds";
import { forgetFailed, screensOf } from "./kinds/load";
import { lock } from "./locking";
import { TIME } from "./kinds/time";
import { enter } from "./memory";
import { countOf } from "./outbox";
import { arrive } from "./parts/arrive";
import { alarms, kindsHere, navigation, notices, statusBar, toast } from "./parts/frame";
import { drawn } from "./parts/loading";
import { keepsNothing } from "./parts/storage";
import { notOut } from "./parts/not_out";
import * as phone from "./phone";
import { followLinks, place } from "./route";
import { changes } from "./screens/changes";
import { doors } from "./screens/doors";
import { locked } from "./screens/locked";
import { mend } from "./screens/mend";
import { outbox } from "./screens/outbox";
import { AFTER_POST, ended, withdrawn } from "./screens/over";
import { scan } from "./screens/scan";
import { more, SETTINGS } from "./screens/more";
import { tally } from "./screens/tally";
import { lost, trouble, undrawn } from "./screens/trouble";
import { drawWith, redraw, state } from "./state";
import { setWords, w } from "./words";

/** Beside them stand the pages of kinds. */
const SCREENS: Record<string, (id: string, of: string) => TemplateResult> = { "": doors, outbox, mend, changes, tally, more, scan, settings: () => drawn(SETTINGS, ({ settings }) => settings()) };
const root = document.getElementById("app") as HTMLElement;

function draw(): void {
  render(guardedPage(), root);
  arrive();
  bringScreens();
}

/** Sending goes on whatever a page makes of what it should show. */
function guardedPage(): TemplateResult {
  try {
    return wholePage();
  } catch {
    return html`${undrawn()}${navigation("")}`;
  }
}

function wholePage(): TemplateResult {
  const { page, id, of } = place();
  return state.locked ? html`${statusBarLocked()}<div class="notices">${notOut()}</div>${locked()}` : html`${statusBar()}<div class="notices">${notOut()}${notices()}${page === "" || page === "h" || page === "tally" ? alarms() : nothing}</div>${screen(page, id, of)}${toast()}${navigation(page)}`;
}

function screen(page: string, id: string, of: string): TemplateResult {
  if (keepsNothing()) return trouble();
  if (state.lost.length && page !== "outbox") return lost();
  if (state.revoked) return withdrawn();
  if (state.ended && AFTER_POST.indexOf(page) < 0) return ended();
  const kind = kindAt(page);
  return kind ? drawn(kind, (screens) => (screens.screen || doors)(id)) : (SCREENS[page] || doors)(id, of);
}

/** Bring the files of what this worker may tell: what is not here when the network goes cannot be told. */
function bringScreens(): void {
  if (state.everything.day && !state.revoked) for (const kind of kindsHere()) screensOf(kind, redraw);
  if (state.user && !state.locked) screensOf(SETTINGS, redraw);
  if (state.everything.day && !state.revoked) screensOf(TIME, redraw);
}

/** Numbers may be seen by anybody; names not. */
function statusBarLocked(): TemplateResult | typeof nothing {
  const count = countOf(state.records);
  return count.unsent ? html`<header class="status wait"><span class="status-line"><strong>${w("unsent_n", { n: count.unsent })}</strong></span></header>` : nothing;
}

async function start(): Promise<void> {
  state.language = phone.language();
  if (!(await setWords(state.language))) state.language = "zh";
  drawWith(draw);
  followLinks();
  watchIdle();
  if (typeof indexedDB === "undefined" || !indexedDB) state.trouble = "none";
  const user = phone.currentUser();
  if (user && phone.deviceOf(user)) {
    state.device = phone.deviceOf(user);
    await enter(user);
    state.locked = Boolean(state.pin); // whoever opens the page anew is asked, also right after
  }
  draw();
  (window as unknown as { linliStarted: boolean }).linliStarted = true;
  watch();
  window.addEventListener("online", forgetFailed);
  void openOffline();
  if (navigator.storage && navigator.storage.persisted) void navigator.storage.persisted().then((kept) => (state.persisted = kept ? "yes" : "no"));
  await round("now");
}

/** Lock after five idle minutes, also when the page slept meanwhile. */
function watchIdle(): void {
  let since = moment();
  const lockIfIdle = (): void => {
    if (state.pin && !state.locked && isIdle({ since, now: moment() })) lock();
  };
  const active = (): void => {
    lockIfIdle();
    since = moment();
  };
  for (const event of ["touchstart", "mousedown", "keydown", "scroll"]) document.addEventListener(event, active, { passive: true, capture: true });
  document.addEventListener("visibilitychange", lockIfIdle);
  setInterval(lockIfIdle, 10000);
}

/** Keep the shell for offline; without a service worker (plain http, some in-app browsers) say so. */
async function openOffline(): Promise<void> {
  try {
    if (!navigator.serviceWorker) throw new Error("none");
    // Some browsers leave the question open for ever; and until it is answered the phone cannot open offline.
    setTimeout(() => {
      if (state.offlineReady === "unknown") state.offlineReady = navigator.serviceWorker.controller ? "yes" : "no";
      redraw();
    }, 4000);
    // The first one that is here takes over too, and brings nothing new.
    if (navigator.serviceWorker.controller) navigator.serviceWorker.addEventListener("controllerchange", () => {
      state.newer = true;
      redraw();
    });
    await navigator.serviceWorker.register("/w/sw.js", { scope: "/w/" });
    await navigator.serviceWorker.ready;
    state.offlineReady = "yes";
  } catch {
    const known = navigator.serviceWorker && navigator.serviceWorker.controller;
    state.offlineReady = known ? "yes" : "no";
  }
  redraw();
}

void start();
