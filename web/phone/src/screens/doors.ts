/** Today's doors in walking order, with what is due at each now. */

import { html, nothing, type TemplateResult } from "lit-html";
import { momentOf } from "../clock";
import { askAgain, round } from "../engine";
import type { Door } from "../overlay";
import { refusePin } from "../locking";
import { halfTyped, set } from "../parts/draft";
import { key } from "../parts/fields";
import { AT_ONCE, filterOf } from "../parts/filter";
import { icon } from "../parts/icons";
import * as phone from "../phone";
import { missedYesterday } from "../tally";
import { doorStanding, isToDo, standingOf, type Standing } from "../slots";
import { nowTrue, state } from "../state";
import type { Task } from "../types";
import { w, type Key } from "../words";
import { allDoors, CARE, doorOf, openTasks, protocols } from "./data";

export function doors(): TemplateResult {
  const filter = filterOf();
  const now = nowTrue();
  const all = allDoors().map((door) => ({ door, standing: doorStanding({ household: door, protocols: protocols(), nowMs: now }) }));
  const toDo = all.filter(({ door, standing }) => isToDo(standing) || !door.here);
  const words = filter.words.trim().toLowerCase();
  const found = words ? all.filter(({ door }) => matches(door, words)) : filter.shown === "to_do" ? toDo : all;
  const missed = missedYesterday({ households: all.map(({ door }) => door), nowMs: now });
  const news = state.everything.changes.filter((change) => (change.id || 0) > phone.seenChange(state.user)).length;
  return html`<main>
    <h1>${w("doors_title")}</h1>
    ${standingIn()}
    ${news ? html`<a class="key wide" href="/w/changes/">${w("changes_n", { n: news })}</a>` : nothing}
    ${state.database && !state.pin && !state.pinOffered && all.length
      ? html`<div class="notice"><p>${w("pin_offer")}</p><div class="keys two"><a class="key" href="/w/settings/">${w("pin_save")}</a>${key({ word: w("pin_refuse"), pressed: false, tap: () => void refusePin() })}</div></div>`
      : nothing}
    <div class="keys two">
      ${key({ word: w("to_do_n", { n: toDo.length }), pressed: filter.shown === "to_do", tap: () => set(filter, { shown: "to_do", most: AT_ONCE }) })}
      ${key({ word: w("all_n", { n: all.length }), pressed: filter.shown === "all", tap: () => set(filter, { shown: "all", most: AT_ONCE }) })}
    </div>
    <div class="search">
      <input type="search" aria-label=${w("search")} placeholder=${w("search")} autocomplete="off" .value=${filter.words} @input=${(event: Event) => set(filter, { words: (event.target as HTMLInputElement).value })} />
      <a class="key" href="/w/scan/" aria-label=${w("scan")}>${icon("scan")}</a>
    </div>
    ${missed ? html`<p class="notice soon">${w("missed_yesterday", { n: missed })}</p>` : nothing}
    ${found.length ? list(found.slice(0, filter.most)) : openTasks().length ? nothing : empty(all.length, words, missed)}
    ${found.length > filter.most ? html`<button type="button" class="key wide" @click=${() => set(filter, { most: filter.most + AT_ONCE })}>${w("show_more", { n: Math.min(AT_ONCE, found.length - filter.most) })}</button>` : nothing}
    ${others(words)}
  </main>`;
}

/** For whom this worker walks, and until when. */
function standingIn(): TemplateResult[] {
  const grids = (state.everything.day ? state.everything.day.grids : []).filter((grid) => grid.instead_of);
  return grids.map((grid) => html`<p class="notice">${w("instead_of", { grid: grid.name, name: grid.instead_of || "", day: (grid.until_on || "").slice(5) })}</p>`);
}

/** What else is to be done than the checks: a visit of care at a door of this phone is answered here, the rest on its page of the desk. */
function others(words: string): TemplateResult | typeof nothing {
  const found = openTasks().filter((task) => !words || `${task.address} ${task.title} ${task.words}`.toLowerCase().indexOf(words) >= 0);
  if (!found.length) return nothing;
  return html`<ul class="doors">
    <li class="place"><h2>${w("other_tasks")}</h2></li>
    ${found.map(task)}
  </ul>`;
}

function task(told: Task): TemplateResult {
  const here = told.kind === CARE && told.household && doorOf(told.household);
  return html`<li>
    <a class="door" href=${here ? `/w/need/${told.household}/` : told.page}>
      <span class="door-words">
        <strong>${told.title}</strong>
        <span>${told.words}</span>
        <small>${[told.address, w("due_by", { at: momentOf(Date.parse(told.due_at), nowTrue()) })].filter(Boolean).join(" · ")}</small>
      </span>
      <span class="chips"><span class="chip ${told.state === "OVERDUE" ? "overdue" : told.state === "OPEN" ? "due" : ""}">${w(`T_${told.state}` as Key)}</span></span>
    </a>
  </li>`;
}

type Row = { door: Door; standing: Standing };

function list(rows: readonly Row[]): TemplateResult {
  const grids = new Map((state.everything.day ? state.everything.day.grids : []).map((grid) => [grid.code, grid.name]));
  const half = halfTyped();
  let place = "";
  return html`<ul class="doors">
    ${rows.map(({ door, standing }) => {
      const here = `${grids.get(door.grid) || ""} ${buildingOf(door)}`.trim();
      const head = here !== place && here ? html`<li class="place"><h2>${here}</h2></li>` : nothing;
      place = here;
      return html`${head}${row(door, standing, half.has(door.id))}`;
    })}
  </ul>`;
}

function row(door: Door, standing: Standing, isHalf: boolean): TemplateResult {
  const left = door.people.filter((person) => isToDo(standingOf({ person, protocol: protocols()[person.protocol], nowMs: nowTrue() }))).length;
  const alert = door.people.some((person) => person.alert);
  return html`<li>
    <a class="door" href="/w/h/${door.id}/">
      <span class="door-words">
        <strong>${roomOf(door)}</strong>
        <span>${door.people.map((person) => person.name).join("、")}</span>
        <small>${[door.here ? "" : w("left_phone"), left ? w("people_left", { n: left }) : "", door.waiting ? w("waiting_n", { n: door.waiting }) : "", door.note].filter(Boolean).join(" · ")}</small>
      </span>
      <span class="chips">
        ${door.here ? html`<span class="chip ${standing}">${standing === "done" ? icon("done") : nothing}${w(`S_${standing}` as Key)}</span>` : nothing}
        ${isHalf ? html`<span class="chip half">${w("half_typed")}</span>` : nothing} ${alert ? html`<span class="chip overdue">${w("has_alert")}</span>` : nothing}
      </span>
    </a>
  </li>`;
}

/** "3幢", "12号楼", "王家组": what an address begins with; '' when it names no building. */
function buildingOf(door: Pick<Door, "address" | "building">): string {
  if (door.building && door.address.indexOf(door.building) === 0) return door.building;
  const found = /^[^\s]{1,12}?(?:号楼|栋|幢|座|组)/.exec(door.address);
  return found ? found[0] : "";
}

/** The building stands above already. */
export function roomOf(door: Pick<Door, "address" | "building">): string {
  const building = buildingOf(door);
  return building && door.address.length > building.length ? door.address.slice(building.length) : door.address;
}

function matches(door: Door, words: string): boolean {
  return `${door.address} ${door.people.map((person) => person.name).join(" ")}`.toLowerCase().indexOf(words) >= 0;
}

function empty(count: number, words: string, missed: number): TemplateResult {
  const say = !state.database && state.net === "signed_out" ? "first_start" : count === 0 ? (state.net === "working" || !state.everything.day?.complete ? (state.net === "later" ? "no_doors" : "loading") : "no_doors") : words ? "nothing_found" : missed ? "none_now" : "nothing_to_do";
  const ask = (): void => {
    askAgain();
    void round("now");
  };
  if (state.trouble) return html``; // it is said above
  return html`<div class="empty">
    <p>${w(say)}</p>
    ${say === "first_start" ? html`<a class="key main wide" href="/sign-in/?next=/w/">${w("sign_in")}</a>` : words ? nothing : html`<button type="button" class="key wide" @click=${ask}>${w("update_now")}</button>`}
  </div>`;
}
