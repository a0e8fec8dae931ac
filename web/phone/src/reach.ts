/** Whether a worker's posts still reach doors, as the day says: a pure decision. */

import type { Day, Everything } from "./store/people";

/**
 * here: there are doors. ended: there were, and nothing is to be done on this phone any more. elsewhere: there were, and
 * something else is to be done now. nothing: there never were any on this phone.
 */
export type Reach = "here" | "ended" | "elsewhere" | "nothing";

/** before: as it was before this day was asked for; ended: so it was found last time; kept: what still names somebody here. */
export function reachOf({ before, day, ended, kept }: { before: Pick<Everything, "day" | "households">; day: Day | undefined; ended: boolean; kept: number }): Reach {
  if (!day || day.grids.length) return "here";
  const had = before.households.length > 0 || Boolean(before.day && before.day.grids.length);
  const idle = !(day.kinds || []).length && !(day.tasks || []).length;
  if (idle) return had || ended || kept ? "ended" : "nothing";
  return had ? "elsewhere" : "nothing";
}
