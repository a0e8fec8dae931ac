/** Details of a door and of its people: only what was changed is sent, beside what the phone had. */

import { html, type TemplateResult } from "lit-html";
import { leave, save, saveMended, type Said } from "../actions";
import { HOUSEHOLD, type HouseholdData } from "../kinds/household";
import { factOf } from "../kinds/kind";
import { PERSON, type PersonData } from "../kinds/person";
import type { Door } from "../overlay";
import { form as typedForm, set } from "../parts/draft";
import { choiceField, key, longField, showFault, textField } from "../parts/fields";
import { doorNamed, goingOn, saveForm } from "../parts/form";
import { endBar, heading } from "../parts/frame";
import { contactFaults } from "../parts/numbers";
import type { OutboxRecord } from "../types";
import { w, wordsOf } from "../words";
import { orderAt } from "../walk";
import { allDoors, doorOf } from "./data";

const t = wordsOf({
  zh: {
    card: "门牌资料",
    household_note: "住户备注",
    door_order: "走访顺序",
    walk_first: "最先走",
    walk_after: "在 {door} 之后",
    walk_earlier: "往前一户",
    walk_later: "往后一户",
    apart: "能不能分开住",
    phone_new: "新电话",
    name_new: "姓名",
    phone_now: "现在登记的是 {phone}",
    no_change: "没有改动",
  },
  en: {
    card: "Door details",
    household_note: "Note on the household",
    door_order: "Walking order",
    walk_first: "First of all",
    walk_after: "After {door}",
    walk_earlier: "One door earlier",
    walk_later: "One door later",
    apart: "Can they keep apart",
    phone_new: "New phone",
    name_new: "Name",
    phone_now: "Now registered: {phone}",
    no_change: "Nothing changed",
  },
});

/** had: what stood there when the first letter was typed; what is changed is told beside that. */
type Had = { note: string; position: number; order: string; apart: boolean | null };
type Draft = Omit<Had, "order"> & { phones: Record<string, string>; names: Record<string, string>; fault: string; faults?: Record<string, Record<string, string>>; had: Had };

export function screen(id: string): TemplateResult {
  const door = doorOf(id);
  if (!door || !door.here) return html`<main>${heading(t("card"), "/w/")}<p class="empty">${w("here_gone")}</p></main>`;
  const key = `card-${id}`;
  const typed = typedForm<Draft>({ key, door: id, make: () => ({ ...hadOf(door), phones: {}, names: {}, fault: "", had: hadOf(door) }) });
  const finish = (said: Said[]): Promise<void> => saveForm({ key, door: id, typed, save: () => save(said), then: () => leave(`/w/h/${id}/`) });
  return form({ key, door, typed, back: `/w/h/${id}/`, finish: () => void changed(door, typed, finish) });
}

/** Fields of a rejected card record, filled with what it said. */
export function mend(record: OutboxRecord): TemplateResult {
  const door = doorOf(doorNamed(record));
  if (!door || !door.here) return html`<main>${heading(t("card"), "/w/outbox/")}<p class="empty">${w("here_gone")}</p></main>`;
  const key = `mend-${record.id}`;
  const make = (): Draft => {
    const said = record.data as Partial<HouseholdData & PersonData>;
    const person = said.person || "";
    return {
      note: said.note === undefined ? door.note : said.note,
      position: placeOf(door),
      had: hadOf(door),
      apart: said.apart === undefined ? door.apart : said.apart,
      phones: person && said.phone ? { [person]: said.phone } : {},
      names: person && said.name ? { [person]: said.name } : {},
      fault: record.reason,
    };
  };
  const typed = typedForm<Draft>({ key, door: door.id, make });
  const finish = (said: Said[]): Promise<void> => saveForm({ key, door: door.id, typed, save: () => saveMended(record, said), then: () => leave("/w/outbox/") });
  return form({ key, door, typed, back: "/w/outbox/", finish: () => void changed(door, typed, finish) });
}

function form({ key: id, door, typed, back, finish }: { key: string; door: Door; typed: Draft; back: string; finish: () => void }): TemplateResult {
  const apart = typed.apart === null ? "" : String(typed.apart);
  return html`<main class="with-end">
      ${heading(t("card"), back)} ${goingOn(id)}
      <p class="soft">${door.address}</p>
      ${typed.fault ? html`<p class="fault" role="alert">${typed.fault}</p>` : ""}
      ${longField({ label: t("household_note"), value: typed.note, set: (note) => set(typed, { note, fault: "" }) })}
      ${choiceField({ label: t("apart"), choices: [["true", w("apart_yes")], ["false", w("apart_no")]], value: apart, set: (code) => set(typed, { apart: code === "true", fault: "" }) })}
      ${walk(door, typed)}
      ${door.people.map(
        (person) => html`<fieldset>
          <legend>${person.name}</legend>
          ${textField({ label: `${t("name_new")} · ${person.name}`, value: typed.names[person.id] === undefined ? person.name : (typed.names[person.id] as string), max: 60, set: (name) => set(typed, { names: { ...typed.names, [person.id]: name }, fault: "", faults: {} }), fault: faultOf(typed, person.id, "name") })}
          ${textField({ label: `${t("phone_new")} · ${person.name}`, value: typed.phones[person.id] || "", type: "tel", mode: "tel", max: 20, hint: t("phone_now", { phone: person.phone || "—" }), set: (phone) => set(typed, { phones: { ...typed.phones, [person.id]: phone }, fault: "", faults: {} }), fault: faultOf(typed, person.id, "phone") })}
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

function hadOf(door: Door): Had {
  return { note: door.note, position: placeOf(door), order: door.order, apart: door.apart };
}

function walk(door: Door, typed: Draft): TemplateResult {
  const others = othersOf(door);
  const before = others[typed.position - 1];
  const move = (by: number): void => set(typed, { position: Math.max(0, Math.min(others.length, typed.position + by)), fault: "" });
  return html`<div class="field" role="group" aria-label=${t("door_order")}>
    <span class="label">${t("door_order")}</span>
    <p role="status">${before ? t("walk_after", { door: before.address }) : t("walk_first")}</p>
    <div class="keys two">${key({ word: t("walk_earlier"), pressed: false, tap: () => move(-1) })}${key({ word: t("walk_later"), pressed: false, tap: () => move(1) })}</div>
  </div>`;
}

/** Fields that differ from what the phone had, with what it had. */
function changesOf(door: Door, typed: Draft): Said[] {
  const said: Said[] = [];
  const data: HouseholdData = { household: door.id };
  const base: Record<string, string | boolean | null> = {};
  const had = typed.had;
  if (typed.note.trim() !== had.note) {
    data.note = typed.note.trim();
    base.note = had.note;
  }
  if (typed.apart !== null && typed.apart !== had.apart) {
    data.apart = typed.apart;
    base.apart = had.apart;
  }
  if (typed.position !== had.position) {
    data.walk_order = orderAt({ others: othersOf(door), position: typed.position });
    base.walk_order = had.order;
  }
  if (Object.keys(base).length) said.push({ fact: factOf(HOUSEHOLD, data, base), about: { household: door.id, title: door.address } });
  for (const person of door.people) {
    const change: PersonData = { person: person.id };
    const stood: Partial<PersonData> = {};
    const name = (typed.names[person.id] || "").trim();
    const phone = (typed.phones[person.id] || "").trim();
    if (name && name !== person.name) {
      change.name = name;
      stood.name = person.name;
    }
    if (phone && phone !== person.phone) {
      change.phone = phone;
      stood.phone = person.phone;
    }
    if (Object.keys(stood).length) said.push({ fact: factOf(PERSON, change, stood), about: { household: door.id, title: `${door.address} ${person.name}` } });
  }
  return said;
}

/** Save what was changed; where nothing was, say so. */
async function changed(door: Door, typed: Draft, finish: (said: Said[]) => Promise<void>): Promise<void> {
  const faults: Record<string, Record<string, string>> = {};
  for (const { id } of door.people) {
    const wrong = contactFaults({ phone: typed.phones[id] || "", name: typed.names[id] || "" });
    if (Object.keys(wrong).length) faults[id] = wrong;
  }
  const said = changesOf(door, typed);
  if (said.length && !Object.keys(faults).length) return finish(said);
  set(typed, { fault: said.length ? "" : t("no_change"), faults });
  showFault();
}

function faultOf(typed: Draft, person: string, name: string): string | undefined {
  return ((typed.faults || {})[person] || {})[name];
}
