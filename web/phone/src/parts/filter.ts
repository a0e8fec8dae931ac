/** Which doors the list shows. */

import { draft } from "./draft";

export const AT_ONCE = 60;
type Filter = { shown: "to_do" | "all"; words: string; most: number };

export function filterOf(): Filter {
  return draft<Filter>("doors", () => ({ shown: "to_do", words: "", most: AT_ONCE }));
}
