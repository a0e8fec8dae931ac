/** Changed details of a door. */

import type { Kind } from "./kind";

export type HouseholdData = { household: string; note?: string; walk_order?: string; apart?: boolean };

export const HOUSEHOLD: Kind<HouseholdData> = {
  code: "household",
  words: { zh: { name: "门牌资料" }, en: { name: "Door details" } },
  said: () => "",
  page: "card",
  place: null,
  door: { zh: { name: "门牌资料" }, en: { name: "Door details" } },
  fields: { zh: { note: "备注", apart: "能否分开住", walk_order: "走访顺序" }, en: { note: "Note", apart: "Keeps apart", walk_order: "Walking order" } },
  screens: () => import("../screens/card"),
};
