/** Where a door stands in the walk, and the text that sorts it there. */

import type { Household } from "./types";

/** Sorts before every digit and letter, so a text with it stands right behind the text without. */
const BEHIND = "!";

/** position: how many doors of the grid come before. */
export function orderAt({ others, position }: { others: readonly Pick<Household, "order">[]; position: number }): string {
  const before = others[position - 1];
  return before ? `${before.order}${BEHIND}` : BEHIND;
}
