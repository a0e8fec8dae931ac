/** What the worker did here, laid over what the server last said, so that it shows at once. */

import { clockOf, dayOf, madeAt, sessionAt } from "./clock";
import type { CheckData } from "./kinds/check";
import type { HouseholdData } from "./kinds/household";
import type { PersonData } from "./kinds/person";
import { isReadable } from "./readable";
import { inWalkingOrder } from "./slots";
import { higher } from "./tally";
import type { Kept, OutboxRecord, Person, Protocol } from "./types";

type Given = { households: readonly Kept[]; records: readonly OutboxRecord[]; protocols: Record<string, Protocol>; offset: number; user: string };

/** A household as the worker should see it; waiting: records of it that are not sent. */
export type Door = Kept & { waiting: number; here: boolean };

/** Doors in walking order. Households that left the phone stay, by name only, while something of them is unsent. */
export function doorsOf(given: Given): Door[] {
  const checks = new Map<string, OutboxRecord[]>();
  const cards = new Map<string, OutboxRecord[]>();
  const unsent = new Map<string, OutboxRecord[]>();
  for (const record of [...given.records].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const household = record.about && record.about.household;
    if (record.state !== "delivered" && household) push(unsent, household, record);
    if (record.state === "rejected" || !isReadable(record)) continue;
    if (record.kind === "check") push(checks, (record.data as CheckData).observation, record);
    if (record.kind === "household") push(cards, (record.data as HouseholdData).household, record);
    if (record.kind === "person") push(cards, (record.data as PersonData).person, record);
  }
  const doors = given.households.map((household): Door => {
    const said = newerThan(cards.get(household.id), household).map((record) => record.data as HouseholdData);
    const note = said.reduce((old, data) => (data.note === undefined ? old : data.note), household.note);
    const apart = said.reduce((old, data) => (data.apart === undefined ? old : data.apart), household.apart);
    const order = said.reduce((old, data) => data.walk_order || old, household.order);
    const people = household.people.map((person) => laidOver(person, household, checks, cards, given));
    return { ...household, note, apart, order, people, waiting: (unsent.get(household.id) || []).length, here: true };
  });
  const here = new Set(given.households.map((household) => household.id));
  unsent.forEach((records, id) => {
    const first = records[0];
    if (!here.has(id) && first) doors.push(left(id, first.about.title, records.length));
  });
  return inWalkingOrder(doors);
}

function laidOver(person: Person, household: Kept, checks: Map<string, OutboxRecord[]>, cards: Map<string, OutboxRecord[]>, given: Given): Person {
  let shown = person;
  for (const record of newerThan(cards.get(person.id), household)) {
    const data = record.data as PersonData;
    shown = { ...shown, name: data.name || shown.name, phone: data.phone || shown.phone };
  }
  const protocol = given.protocols[person.protocol];
  for (const record of newerThan(person.observation ? checks.get(person.observation) : undefined, household)) {
    const data = record.data as CheckData;
    const at = madeAt(record, given.offset);
    const session = protocol && sessionAt({ sessions: protocol.sessions, clock: clockOf(at) });
    const slots = shown.slots.map((slot) => {
      const answers = session && slot.on === dayOf(at) && slot.session === session.code;
      // DONE stays; a failed visit gives way to any later fact. A call does not answer where a visit is asked.
      const counts = data.channel === "VISIT" || !person.visit;
      const read = answers ? { ...slot, highest_tenths: higher(slot.highest_tenths, data.temperature_tenths) } : slot;
      return answers && counts && slot.outcome !== "DONE" ? { ...read, outcome: data.outcome } : read;
    });
    const last = data.temperature_tenths !== null ? { temperature_tenths: data.temperature_tenths, at: new Date(at).toISOString(), by: given.user } : shown.last;
    shown = { ...shown, slots, last };
  }
  return shown;
}

/** Records the server had not seen when it last spoke of this household. */
function newerThan(records: readonly OutboxRecord[] | undefined, household: Kept): OutboxRecord[] {
  return (records || []).filter((record) => record.state === "waiting" || (record.delivered_at || 0) >= household.fetched_at);
}

function left(id: string, title: string, waiting: number): Door {
  return { id, etag: "", grid: "", address: title, building: "", order: "", note: "", apart: null, people: [], fetched_at: 0, waiting, here: false };
}

function push(map: Map<string, OutboxRecord[]>, key: string, record: OutboxRecord): void {
  const list = map.get(key);
  if (list) list.push(record);
  else map.set(key, [record]);
}
