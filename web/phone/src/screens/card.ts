/** Details of a door and of its people: only what was changed is sent, beside what the phone had. */

import { html, type TemplateResult } from "lit-html";
import { leave, save, saveMended, type Said } from "../actions";
import type { Door } from "../overlay";
import { draft, drop, set } from "../parts/draft";
import { choiceField, key, longField, textField } from "../parts/fields";
import { endBar, heading } from "../parts/frame";
import type { HouseholdData, OutboxRecord, PersonData } from "../types";
import { w } from "../words";
import { orderAt } from "../walk";
import { allDoors, doorOf } from "./data";

type Draft = { note: string; position: number; apart: boolean | null; phones: Record<string, string>; names: Record<string, string>; fault: string };

export function card(id: string): TemplateResult {
  const door = doorOf(id);
  if (!door || !door.here) return html`<main>${heading(w("card"), "/w/")}<p class="empty">${w("here_gone")}</p></main>`;
  const typed = draft<Draft>(`card-${id}`, () => ({ note: door.note, position: placeOf(door), apart: door.apart, phones: {}, names: {}, fault: "" }));
  return form({ door, typed, back: `/w/h/${id}/`, finish: () => void finish(door, typed) });
}

/** Fields of a rejected card record, filled with what it said. */
export function mendCard(record: OutboxRecord): TemplateResult {
  const door = doorOf(record.about.household || "");
  if (!door || !door.here) return html`<main>${heading(w("card"), "/w/outbox/")}<p class="empty">${w("here_gone")}</p></main>`;
  const typed = draft<Draft>(`mend-${record.id}`, () => {
    const said = record.data as Partial<HouseholdData & PersonData>;
    const person = said.person || "";
    return {
      note: said.note === undefined ? door.note : said.note,
      position: placeOf(door),
      apart: said.apart === undefined ? door.apart : said.apart,
      phones: person && said.phone ? { [person]: said.phone } : {},
      names: person && said.name ? { [person]: said.name } : {},
      fault: record.reason,
    };
  });
  return form({ door, typed, back: "/w/outbox/", finish: () => void mend(record, door, typed) });
}

function form({ door, typed, back, finish }: { door: Door; typed: Draft; back: string; finish: () => void }): TemplateResult {
  const apart = typed.apart === null ? "" : String(typed.apart);
  return html`<main class="with-end">
      ${heading(w("card"), back)}
      <p class="soft">${door.address}</p>
      ${typed.fault ? html`<p class="fault" role="alert">${typed.fault}</p>` : ""}
      ${longField({ label: w("household_note"), value: typed.note, set: (note) => set(typed, { note, fault: "" }) })}
      ${choiceField({ label: w("apart"), choices: [["true", w("apart_yes")], ["false", w("apart_no")]], value: apart, set: (code) => set(typed, { apart: code === "true", fault: "" }) })}
      ${walk(door, typed)}
      ${door.people.map(
        (person) => html`<fieldset>
          <legend>${person.name}</legend>
          ${textField({ label: `${w("name_new")} · ${person.name}`, value: typed.names[person.id] === undefined ? person.name : (typed.names[person.id] as string), max: 60, set: (name) => set(typed, { names: { ...typed.names, [person.id]: name }, fault: "" }) })}
          ${textField({ label: `${w("phone_new")} · ${person.name}`, value: typed.phones[person.id] || "", type: "tel", mode: "tel", max: 20, hint: w("phone_now", { phone: person.phone || "—" }), set: (phone) => set(typed, { phones: { ...typed.phones, [person.id]: phone }, fault: "" }) })}
        </fieldset>`,
      )}
    </main>
    ${endBar({ word: w("save"), tap: finish })}`;
}

/** Other doors of the grid in walking order. */
function othersOf(door: Door): Door[] {
  return allDoors().filter((other) => other.here && other.grid === door.grid && other.id !== door.id);
}

function placeOf(door: Door): number {
  const all = allDoors().filter((other) => other.here && other.grid === door.grid);
  return all.findIndex((other) => other.id === door.id);
}

function walk(door: Door, typed: Draft): TemplateResult {
  const others = othersOf(door);
  const before = others[typed.position - 1];
  const move = (by: number): void => set(typed, { position: Math.max(0, Math.min(others.length, typed.position + by)), fault: "" });
  return html`<div class="field" role="group" aria-label=${w("door_order")}>
    <span class="label">${w("door_order")}</span>
    <p role="status">${before ? w("walk_after", { door: before.address }) : w("walk_first")}</p>
    <div class="keys two">${key({ word: w("walk_earlier"), pressed: false, tap: () => move(-1) })}${key({ word: w("walk_later"), pressed: false, tap: () => move(1) })}</div>
  </div>`;
}

/** Fields that differ from what the phone had, with what it had. */
function changesOf(door: Door, typed: Draft): Said[] {
  const said: Said[] = [];
  const data: HouseholdData = { household: door.id };
  const base: Record<string, string | boolean | null> = {};
  if (typed.note.trim() !== door.note) {
    data.note = typed.note.trim();
    base.note = door.note;
  }
  if (typed.apart !== null && typed.apart !== door.apart) {
    data.apart = typed.apart;
    base.apart = door.apart;
  }
  if (typed.position !== placeOf(door)) {
    data.walk_order = orderAt({ others: othersOf(door), position: typed.position });
    base.walk_order = door.order;
  }
  if (Object.keys(base).length) said.push({ fact: { kind: "household", data, base }, about: { household: door.id, title: door.address } });
  for (const person of door.people) {
    const change: PersonData = { person: person.id };
    const had: Partial<PersonData> = {};
    const name = (typed.names[person.id] || "").trim();
    const phone = (typed.phones[person.id] || "").trim();
    if (name && name !== person.name) {
      change.name = name;
      had.name = person.name;
    }
    if (phone && phone !== person.phone) {
      change.phone = phone;
      had.phone = person.phone;
    }
    if (Object.keys(had).length) said.push({ fact: { kind: "person", data: change, base: had }, about: { household: door.id, title: `${door.address} ${person.name}` } });
  }
  return said;
}

async function finish(door: Door, typed: Draft): Promise<void> {
  const said = changesOf(door, typed);
  if (!said.length) {
    set(typed, { fault: w("no_change") });
    return;
  }
  if (!(await save(said))) return;
  drop(`card-${door.id}`);
  leave(`/w/h/${door.id}/`);
}

async function mend(record: OutboxRecord, door: Door, typed: Draft): Promise<void> {
  const said = changesOf(door, typed);
  if (!said.length) {
    set(typed, { fault: w("no_change") });
    return;
  }
  if (!(await saveMended(record, said))) return;
  drop(`mend-${record.id}`);
  leave("/w/outbox/");
}
