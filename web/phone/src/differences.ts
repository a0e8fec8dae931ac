/** What the desk changed in a household since the phone last heard of it. */

import type { Change } from "./store/database";
import type { HouseholdData } from "./kinds/household";
import type { Household, OutboxRecord, Person } from "./types";

/** What this worker's own records say of the cards of households. */
export type Mine = readonly HouseholdData[];
type Seen = { old: Household | undefined; household: Household; user: string; mine: Mine; nowMs: number };

export function mineOf(records: readonly OutboxRecord[]): Mine {
  return records.filter((record) => record.kind === "household" && record.data).map((record) => record.data as HouseholdData);
}

/** user: the worker's own name; what they did themselves is no news. */
export function differences({ old, household, user, mine, nowMs }: Seen): Change[] {
  const found: Change[] = [];
  const tell = (kind: Change["kind"], words: string): void => {
    found.push({ at: nowMs, household: household.id, title: household.address, kind, words });
  };
  if (!old) {
    tell("NEW_HOUSEHOLD", household.people.map((person) => person.name).join("、"));
    return found;
  }
  const own = (name: "note" | "apart"): boolean => mine.some((data) => data.household === household.id && data[name] === household[name]);
  if (old.note !== household.note && !own("note")) tell("NOTE", household.note);
  if (old.apart !== household.apart && !own("apart")) tell("APART", String(household.apart));
  const before = new Map(old.people.map((person) => [person.id, person]));
  for (const person of household.people) {
    const known = before.get(person.id);
    before.delete(person.id);
    if (!known) tell("NEW_PERSON", person.name);
    else personChanges(known, person, user, tell);
  }
  before.forEach((person) => tell("PERSON_GONE", person.name));
  return found;
}

function personChanges(known: Person, person: Person, user: string, tell: (kind: Change["kind"], words: string) => void): void {
  if (known.observation && !person.observation) tell("RELEASED", person.name);
  if (!known.observation && person.observation) tell("NEW_PERSON", person.name);
  if (!known.away && person.away) tell("AWAY", person.name);
  if (!known.visit && person.visit) tell("VISIT", person.name);
  const at = person.last ? person.last.at : "";
  if (person.last && at !== (known.last ? known.last.at : "") && person.last.by !== user) {
    const tenths = person.last.temperature_tenths;
    tell("CHECKED", `${person.name} ${tenths === null ? "" : (tenths / 10).toFixed(1)} ${person.last.by}`);
  }
}
