/** All members of a household on one screen. */

import { html, nothing, type TemplateResult } from "lit-html";
import { keepAlarms, keepSite, leaveDoor, save, type Said } from "../actions";
import { dataOf, emptyEntry, faultOf, isTouched, isUnseen, rebased, timed, withOutcome, type Entry, type Fault } from "../entry";
import { CHECK } from "../kinds/check";
import { factOf, type Screens } from "../kinds/kind";
import { screensOf } from "../kinds/load";
import { TIME } from "../kinds/time";
import type { Door } from "../overlay";
import { crossings, type Crossing, type When } from "../parts/crossing";
import { dial } from "../parts/dial";
import { draft, drop, form, set } from "../parts/draft";
import { key, showAsked, showFault } from "../parts/fields";
import { goingOn, saveForm } from "../parts/form";
import { endBar, heading, kindsHere } from "../parts/frame";
import { member, saidOf } from "../parts/member";
import { needsDoctor } from "../reading";
import { nowTrue, redraw, state, type Alarm } from "../state";
import { stamp } from "../time";
import type { Channel, Outcome, Person, Protocol } from "../types";
import { w, wordsOf } from "../words";
import { doorOf, protocols } from "./data";

type Draft = { channel: Channel; entries: Record<string, Entry>; faults: Record<string, Fault>; nothing: boolean };
/** Asked, and not answered yet. */
type Question = { crossing?: Crossing[] | undefined };
type Asked = { person: Person; observation: string; protocol: Protocol };

export function household(id: string): TemplateResult {
  const door = doorOf(id);
  if (!door || !door.here) return html`<main>${heading(door ? door.address : "", "/w/")}<p class="empty">${w(door ? "left_phone" : "here_gone")}</p></main>`;
  const typed = form<Draft>({ key: `h-${id}`, door: id, make: () => ({ channel: "VISIT", entries: {}, faults: {}, nothing: false }) });
  const asked = askedOf(door);
  const entryOf = (observation: string): Entry => ({ ...emptyEntry(state.site), ...typed.entries[observation] });
  const put = (observation: string, entry: Entry): void => {
    questionOf(id).crossing = undefined;
    set(typed, { entries: { ...typed.entries, [observation]: timed(entry, stamp) }, faults: { ...typed.faults, [observation]: "" }, nothing: false });
  };
  // Who was seen this session, or of whom a reading is typed, was at home.
  const unseen = asked.filter(({ person, protocol, observation }) => isUnseen({ person, protocol, entry: entryOf(observation), nowMs: nowTrue() }));
  const all = (outcome: Outcome): boolean => unseen.length > 0 && unseen.every(({ observation }) => entryOf(observation).outcome === outcome);
  const setAll = (outcome: Outcome): void => {
    const had = all(outcome);
    const entries: Record<string, Entry> = {};
    for (const { observation } of asked) entries[observation] = entryOf(observation);
    for (const { observation } of unseen) entries[observation] = had ? emptyEntry(state.site) : timed(withOutcome({ ...entryOf(observation), outcome: "" }, outcome), stamp);
    questionOf(id).crossing = undefined;
    set(typed, { entries, faults: {}, nothing: false });
  };
  const question = questionOf(id).crossing;
  const called = typed.channel !== "VISIT" ? asked.filter(({ person }) => person.visit).map(({ person }) => person.name) : [];
  const touched = asked.filter(({ observation }) => isTouched(entryOf(observation))).length;
  return html`<main class="with-end">
    ${heading(door.address, "/w/")} ${goingOn(`h-${id}`)}
    ${door.note ? html`<p class="notice">${door.note}</p>` : nothing}
    ${asked.length
      ? html`<div class="keys four">
            ${key({ word: w("nobody_home"), label: `${w("whole_house")} ${w("nobody_home")}`, pressed: all("NOBODY_HOME"), tap: () => setAll("NOBODY_HOME") })}
            ${key({ word: w("refused"), label: `${w("whole_house")} ${w("refused")}`, pressed: all("REFUSED"), tap: () => setAll("REFUSED") })}
            ${(["PHONE", "PROXY"] as const).map((channel) => key({ word: w(channel), pressed: typed.channel === channel, tap: () => set(typed, { channel: typed.channel === channel ? "VISIT" : channel }) }))}
          </div>
          ${called.length ? html`<p class="notice soon">${w("phone_not_enough", { who: called.join("、") })}</p>` : nothing}`
      : nothing}
    ${asked.map(({ person, observation, protocol }) => {
      const drawn = entryOf(observation);
      return member({ person, protocol, grid: door.grid, entry: drawn, fault: typed.faults[observation] || "", set: (next) => put(observation, rebased({ now: entryOf(observation), drawn, next })) });
    })}
    ${others(door)} ${dial(door)}
    <div class="keys two">
      ${kindsHere().map((kind) => (kind.door ? html`<a class="key" href="/w/${kind.page}/${id}/">${wordsOf(kind.door)("name")}</a>` : nothing))}
    </div>
    ${question ? asking()({ crossing: question, tell: (when) => void finish(door, typed, asked, when) }) : nothing}
    ${typed.nothing ? html`<p class="fault" role="alert">${w("nothing_entered")}</p>` : nothing}
  </main>
  ${asked.length ? endBar({ word: touched ? w("save_n", { n: touched }) : w("save"), tap: () => void finish(door, typed, asked) }) : nothing}`;
}

const drawNothing = (): typeof nothing => nothing;

/** What draws the question, once its file is here. */
function asking(): NonNullable<Screens["askWhen"]> | typeof drawNothing {
  const screens = screensOf(TIME, redraw);
  return (typeof screens !== "string" && screens.askWhen) || drawNothing;
}

function questionOf(id: string): Question {
  return draft<Question>(`crossing-${id}`, () => ({}));
}

function askedOf(door: Door): Asked[] {
  const asked: Asked[] = [];
  for (const person of door.people) {
    const protocol = protocols()[person.protocol];
    if (person.observation && protocol && !person.away) asked.push({ person, observation: person.observation, protocol });
  }
  return asked;
}

function others(door: Door): TemplateResult | typeof nothing {
  const rest = door.people.filter((person) => !person.observation || person.away || !protocols()[person.protocol]);
  return rest.length ? html`<ul class="rest">${rest.map((person) => html`<li>${person.name} <span class="soft">${w(person.away ? "away" : "not_observed")}</span></li>`)}</ul>` : nothing;
}

/** when: which session it answers, where the worker was asked. */
async function finish(door: Door, typed: Draft, asked: readonly Asked[], when?: When): Promise<void> {
  const filled = asked.filter(({ observation }) => typed.entries[observation] && isTouched(typed.entries[observation] as Entry));
  const faults: Record<string, Fault> = {};
  for (const { observation, protocol } of filled) faults[observation] = faultOf(typed.entries[observation] as Entry, protocol);
  if (!filled.length || Object.keys(faults).some((observation) => faults[observation])) {
    set(typed, { faults, nothing: !filled.length });
    showFault();
    return;
  }
  const crossing = crossings(filled.map((one) => ({ ...one, entry: typed.entries[one.observation] as Entry })));
  if (crossing.length && !when && asking() !== drawNothing) {
    set(questionOf(door.id), { crossing });
    showAsked();
    return;
  }
  const now = stamp();
  const anew = when === "now" ? crossing.map((one) => one.person.id) : [];
  const said = filled.map(({ person, observation }): Said => ({
    fact: factOf(CHECK, dataOf({ entry: typed.entries[observation] as Entry, observation, channel: typed.channel, asked: person.protocol })),
    about: { household: door.id, title: `${door.address} ${person.name}` },
    at: anew.indexOf(person.id) < 0 ? (typed.entries[observation] as Entry).at : now,
  }));
  await saveForm({ key: `h-${door.id}`, door: door.id, typed, save: () => save(said), then: () => afterSave(door, typed, filled) });
}

async function afterSave(door: Door, typed: Draft, filled: readonly Asked[]): Promise<void> {
  drop(`crossing-${door.id}`);
  const ids = state.toast ? state.toast.undo : [];
  const alarms = filled.map((one, i) => alarmOf(door, one, typed.entries[one.observation] as Entry, ids[i] || ""));
  await keepAlarms([...state.alarms, ...alarms.filter((alarm): alarm is Alarm => alarm !== null)]);
  const sites = filled.map(({ observation }) => (typed.entries[observation] as Entry).site).filter(Boolean);
  if (sites[0]) await keepSite(sites[0]);
  leaveDoor();
}

export function alarmOf(door: { address: string; grid: string }, { person, protocol }: Pick<Asked, "person" | "protocol">, entry: Entry, id: string): Alarm | null {
  if (entry.outcome || !needsDoctor({ tenths: entry.tenths, symptoms: entry.symptoms, protocol })) return null;
  return { id, title: `${door.address} ${person.name}`, said: saidOf(entry, protocol), grid: door.grid };
}
