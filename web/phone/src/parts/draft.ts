/** What is typed and not saved yet: kept while the page is open, wherever the worker looks meanwhile. */

import { redraw } from "../state";

const drafts = new Map<string, unknown>();

export function draft<T extends object>(key: string, make: () => T): T {
  let known = drafts.get(key) as T | undefined;
  if (!known) {
    known = make();
    drafts.set(key, known);
  }
  return known;
}

/** Change a draft and show it. */
export function set<T extends object>(known: T, changes: Partial<T>): void {
  Object.assign(known, changes);
  redraw();
}

export function drop(key: string): void {
  drafts.delete(key);
}
