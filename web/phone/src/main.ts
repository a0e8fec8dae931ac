/** Start the app: what the phone holds is on the screen before the network is asked. */

import "./old";
import "./phone.css";
import { html, nothing, render, type TemplateResult } from "lit-html";
import { round, watch } from "./engine";
import { kindAt } from "./kinds";
import { forgetFailed, screensOf } from "./kinds/load";
import { enter } from "./memory";
import { countOf } from "./outbox";
import { alarms, kindsHere, navigation, notices, statusBar, toast } from "./parts/frame";
import { drawn } from "./parts/loading";
import * as phone from "./phone";
import { IDLE_MS } from "./pin";
import { followLinks, place } from "./route";
import { changes } from "./screens/changes";
import { doors } from "./screens/doors";
import { locked } from "./screens/locked";
import { mend } from "./screens/mend";
import { outbox } from "./screens/outbox";
import { AFTER_POST, ended, withdrawn } from "./screens/over";
import { scan } from "./screens/scan";
import { more, settings } from "./screens/settings";
import { tally } from "./screens/tally";
import { drawWith, redraw, state } from "./state";
import { setWords, w } from "./words";

/** Beside them stand the pages of kinds. */
const SCREENS: Record<string, (id: string) => TemplateResult> = { "": doors, outbox, mend, changes, tally, more, settings, scan };
const root = document.getElementById("app") as HTMLElement;

function draw(): void {
  const { page, id } = place();
  render(state.locked ? html`${statusBarLocked()}${locked()}` : html`${statusBar()}<div class="notices">${notices()}${page === "" || page === "h" || page === "tally" ? alarms() : nothing}</div>${screen(page, id)}${hasEnd(page) ? nothing : toast()}${navigation(page)}`, root);
  bringScreens();
}

function screen(page: string, id: string): TemplateResult {
  if (state.revoked) return withdrawn();
  if (state.ended && AFTER_POST.indexOf(page) < 0) return ended();
  const kind = kindAt(page);
  return kind ? drawn(kind, (screens) => (screens.screen || doors)(id)) : (SCREENS[page] || doors)(id);
}

/** Where the thumb finds a save button, nothing may lie over it. */
function hasEnd(page: string): boolean {
  return page === "mend" || Boolean(kindAt(page));
}

/** Bring the files of what this worker may tell: what is not here when the network goes cannot be told. */
function bringScreens(): void {
  if (state.everything.day && !state.revoked) for (const kind of kindsHere()) screensOf(kind, redraw);
}

/** Numbers may be seen by anybody; names not. */
function statusBarLocked(): TemplateResult | typeof nothing {
  const count = countOf(state.records);
  return count.unsent ? html`<header class="status wait"><span class="status-line"><strong>${w("unsent_n", { n: count.unsent })}</strong></span></header>` : nothing;
}

async function start(): Promise<void> {
  state.language = phone.language();
  setWords(state.language);
  drawWith(draw);
  followLinks();
  watchIdle();
  const user = phone.currentUser();
  if (user && phone.deviceOf(user)) {
    state.device = phone.deviceOf(user);
    await enter(user);
    state.locked = Boolean(state.pin) && Date.now() - phone.lastActive() > IDLE_MS;
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
  let kept = 0;
  const active = (): void => {
    lockIfIdle();
    if (!state.locked && Date.now() - kept > 5000) {
      kept = Date.now();
      phone.keepActive(kept);
    }
  };
  const lockIfIdle = (): void => {
    if (!state.pin || state.locked || Date.now() - phone.lastActive() < IDLE_MS) return;
    state.locked = true;
    redraw();
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
