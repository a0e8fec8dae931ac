/** Somebody found at a door who is in no list yet. */

import type { Kind } from "./kind";

export type ArrivalData = {
  community: string;
  grid: string;
  name: string;
  sex: "" | "M" | "F";
  id_type: string;
  id_number: string;
  phone: string;
  numbers_unknown: boolean; // neither certificate nor phone is known yet
  age: number | null; // in years, where the day of birth is not known
  guardian_consent: "" | "YES" | "NO" | "UNKNOWN"; // "": nobody was asked yet; it never goes out so
  guardian: string; // a child's, by name
  guardian_told_by: string;
  household_head: string;
  relation: string; // to the head
  companions: string;
  seat: string;
  address: string;
  origin: string;
  origin_class: string;
  arrived_on: string;
  left_on: string | null;
  exposed_on: string | null;
  transport: string;
  contact_history: "YES" | "NO" | "UNKNOWN";
  temperature_tenths: number | null;
  symptoms: string[];
  note: string;
};

export const ARRIVAL: Kind<ArrivalData> = {
  code: "arrival",
  words: { zh: { name: "新到" }, en: { name: "Arrival" } },
  said: (data) => data.origin,
  page: "new",
  place: { words: { zh: { name: "新到" }, en: { name: "Arrival" } }, icon: "M10 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M3 21c0-4 3-6 7-6s7 2 7 6M18 8v6M15 11h6" },
  door: { zh: { name: "登记新到的人" }, en: { name: "Register an arrival" } },
  fields: null,
  screens: () => import("../screens/arrival"),
};
