/** Changed details of a person, on the screen of their door. */

import type { Kind } from "./kind";

export type PersonData = { person: string; name?: string; phone?: string };

export const PERSON: Kind<PersonData> = {
  code: "person",
  words: { zh: { name: "个人资料" }, en: { name: "Person" } },
  said: () => "",
  page: "",
  place: null,
  door: null,
  fields: { zh: { name: "姓名", phone: "电话" }, en: { name: "Name", phone: "Phone" } },
  screens: () => import("../screens/card"),
};
