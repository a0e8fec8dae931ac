/** A check of one person. Its screen is the household: there from the start. */

import { degrees } from "../reading";
import { mendCheck } from "../screens/check";
import { household } from "../screens/household";
import { symptomWord } from "../parts/codes";
import type { Channel, Outcome, Site } from "../types";
import { w } from "../words";
import type { Kind } from "./kind";

export type CheckData = {
  observation: string;
  outcome: Outcome;
  channel: Channel;
  temperature_tenths: number | null;
  symptoms: string[];
  antipyretic: boolean | null;
  site: Site;
  device: string;
  outdoors: boolean;
  basis: Record<string, string>;
  note: string;
  /** To further questions, by code, and the version that asked; not there where it asks none. */
  asked_under?: string;
  answers?: Record<string, string>;
};

export const CHECK: Kind<CheckData> = {
  code: "check",
  words: { zh: { name: "体温" }, en: { name: "Temperature" } },
  said: (data) => {
    if (data.outcome !== "DONE") return w(data.outcome === "REFUSED" ? "not_read_refused" : "not_read_nobody");
    return [data.temperature_tenths === null ? "" : `${degrees(data.temperature_tenths)} ℃`, ...data.symptoms.map(symptomWord)].filter(Boolean).join(" ");
  },
  page: "h",
  place: null,
  door: null,
  fields: null,
  screens: { screen: household, mend: mendCheck },
};
