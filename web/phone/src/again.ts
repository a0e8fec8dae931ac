/** Records that were sent back and go again as they are, under the same id: pure decisions. */

import { PAGE } from "./page";
import type { Fact, OutboxRecord } from "./types";

/** What a newer page and its server may understand; `broken`: the server broke over it. */
const CURED_BY_UPDATE = ["unknown_kind", "unknown_schema", "broken"];

/** Whether the same again may be answered otherwise: of an id that is taken by another record it never is. */
export function mayGoAgain(record: OutboxRecord): boolean {
  return record.state === "rejected" && record.code !== "id_reused";
}

/** Whether it goes again by itself: once with each version of the page. */
export function isCuredByUpdate(record: OutboxRecord): boolean {
  return record.state === "rejected" && CURED_BY_UPDATE.indexOf(record.code) >= 0 && record.refused_by !== PAGE;
}

/** Whether a mended record says what it said before. It then keeps its id: where the first one was taken after all, it is one row. */
export function isUnchanged(old: OutboxRecord, fact: Fact): boolean {
  // These want another hour, or another id.
  if (old.code === "future" || !mayGoAgain(old)) return false;
  return ordered([old.kind, old.data, old.base]) === ordered([fact.kind, fact.data, fact.base]);
}

/** As text, whatever the order of keys. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    const sorted: Record<string, unknown> = {};
    for (const name of Object.keys(part).sort()) sorted[name] = (part as Record<string, unknown>)[name];
    return sorted;
  });
}
