/** Not a kind of record: the screen that asks of any record when it was made. Drawn as theirs are, from a file of its own. */

import type { OutboxRecord } from "../types";
import type { AnyKind } from "./kind";

/** Where it has not come, nothing can be asked, and each record keeps the moment that it was made at. */
export const TIME: AnyKind = {
  code: "time",
  words: { zh: { name: "记录的时间" }, en: { name: "Time of a record" } },
  said: () => "",
  page: "",
  place: null,
  door: null,
  fields: null,
  screens: () => import("../screens/time"),
};

/** What the server says of a record whose time it does not know, or cannot believe. */
const OF_TIME = ["which_time", "future", "before_start", "closed"];

export function isOfTime(record: Pick<OutboxRecord, "state" | "code">): boolean {
  return record.state === "rejected" && OF_TIME.indexOf(record.code) >= 0;
}
