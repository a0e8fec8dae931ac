/** A call or visit, and what a family needs. */

import type { Kind } from "./kind";

export type CallData = { person: string; way: "CALL" | "VISIT" | "MESSAGE"; purpose: string; outcome: "REACHED" | "NOT_REACHED"; note: string };

export const CALL: Kind<CallData> = {
  code: "call",
  words: { zh: { name: "联系" }, en: { name: "Contact" } },
  said: (data) => data.note,
  page: "need",
  place: null,
  door: { zh: { name: "家里需要" }, en: { name: "Family needs" } },
  fields: null,
  screens: () => import("../screens/need"),
};
