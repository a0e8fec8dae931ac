/**
 * What is typed and not saved yet.
 *
 * `draft` is of the page alone: what is shown, digits of a lock. `form` is of a door: it lies on the disk beside the doors
 * too, comes back after a reload, and goes with its save, with the people, or with the day.
 */

import { dayOf } from "../clock";
import { nowTrue, redraw, state } from "../state";
import * as disk from "../store/drafts";

const WRITE_AFTER_MS = 250;
/** What a form says of itself, and nobody typed. */
const NOT_TYPED = ["faults", "fault", "nothing"];

type Form = { key: string; door: string; typed: object; blank: string; whole: string; found: boolean };

const drafts = new Map<string, object>();
const forms = new Map<string, Form>();
/** From the disk, and not opened since. */
const found = new Map<string, disk.Row>();
const unwritten = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

export function draft<T extends object>(key: string, make: () => T): T {
  let known = drafts.get(key) as T | undefined;
  if (!known) {
    known = make();
    drafts.set(key, known);
  }
  return known;
}

/** A form of a door ('' for none). While nothing is typed it is made anew each time: what it begins with is of this moment. */
export function form<T extends object>({ key, door, make }: { key: string; door: string; make: () => T }): T {
  const known = forms.get(key);
  if (known && JSON.stringify(known.typed) !== known.whole) return known.typed as T;
  const fresh = make();
  const row = found.get(key);
  found.delete(key);
  if (known && !row) Object.assign(known.typed, fresh);
  const typed = row ? joined(fresh, row.typed) : known ? (known.typed as T) : fresh;
  forms.set(key, { key, door, typed, blank: typedIn(fresh), whole: JSON.stringify(fresh), found: Boolean(row) });
  return typed;
}

/** Change what is typed and show it. */
export function set<T extends object>(known: T, changes: Partial<T>): void {
  Object.assign(known, changes);
  forms.forEach((one) => {
    if (one.typed === known) writeSoon(one.key);
  });
  redraw();
}

export function drop(key: string): void {
  drafts.delete(key);
  forms.delete(key);
  found.delete(key);
  writeSoon(key);
}

/** Whether a form goes on with what was typed before the page was opened. */
export function goesOn(key: string): boolean {
  const one = forms.get(key);
  return Boolean(one && one.found && isHalf(one));
}

/** Put what was typed of a form back, as it stood when it was saved. */
export function giveBack({ key, door, typed }: { key: string; door: string; typed: object }): void {
  found.set(key, { key, door, on: dayOf(nowTrue()), typed });
  forms.delete(key);
  void disk.put(state.database, found.get(key) as disk.Row);
}

/** Households with something typed and not saved. */
export function halfTyped(): Set<string> {
  const doors = new Set<string>();
  found.forEach((row) => doors.add(row.door));
  forms.forEach((one) => isHalf(one) && doors.add(one.door));
  doors.delete("");
  return doors;
}

/** Read what another life of this page left; of a day that is over it is forgotten, for its hours were that day's. */
export async function readForms(): Promise<void> {
  forgetForms();
  const today = dayOf(nowTrue());
  for (const row of await disk.all(state.database)) {
    if (row.on === today) found.set(row.key, row);
    else await disk.remove(state.database, row.key);
  }
}

/** Forget them in memory; the disk forgets its own with the people. */
export function forgetForms(): void {
  clearTimeout(timer);
  for (const known of [drafts, forms, found, unwritten]) known.clear();
}

/** Write at once, before the page is put away. */
export function writeForms(): void {
  clearTimeout(timer);
  unwritten.forEach((key) => {
    const one = forms.get(key);
    if (one && isHalf(one)) void disk.put(state.database, { key, door: one.door, on: dayOf(nowTrue()), typed: one.typed });
    else if (!found.has(key)) void disk.remove(state.database, key);
  });
  unwritten.clear();
}

function writeSoon(key: string): void {
  unwritten.add(key);
  clearTimeout(timer);
  timer = setTimeout(writeForms, WRITE_AFTER_MS);
}

function isHalf(one: Form): boolean {
  return typedIn(one.typed) !== one.blank;
}

function typedIn(form: object): string {
  return JSON.stringify(form, (name, value: unknown) => (NOT_TYPED.indexOf(name) >= 0 ? undefined : value));
}

/** What was typed, over what the form begins with now: an older page knew fewer fields. */
function joined<T extends object>(fresh: T, typed: object): T {
  const all = { ...fresh, ...typed } as T & { data?: object };
  const data = (fresh as { data?: object }).data;
  return data ? { ...all, data: { ...data, ...all.data } } : all;
}
