/** Whether this page can make sense of a record: one of a broken clock, or of a newer page, is sent and told of all the same. */

import type { OutboxRecord } from "./types";

export function isReadable(record: OutboxRecord): boolean {
  return Boolean(record.about) && typeof record.data === "object" && record.data !== null && !Number.isNaN(Date.parse(record.claimed_at));
}
