/** Something that cannot wait for the evening. */

import type { Kind } from "./kind";

export type EmergencyData = { emergency_kind: string; words: string; people: number; household: string | null; person: string | null; grid: string };

export const EMERGENCY: Kind<EmergencyData> = {
  code: "emergency",
  words: { zh: { name: "紧急" }, en: { name: "Urgent" } },
  said: (data) => data.words,
  page: "emergency",
  place: { words: { zh: { name: "紧急" }, en: { name: "Urgent" } }, icon: "M12 3 2 20h20L12 3M12 10v4M12 17v1" },
  door: { zh: { name: "紧急情况" }, en: { name: "Emergency" } },
  fields: null,
  screens: () => import("../screens/emergency"),
};
