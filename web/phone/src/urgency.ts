/** What goes before what: an emergency waits for no check. Pure decisions over records, of any age and any page. */

import type { OutboxRecord, Protocol } from "./types";

/** An emergency; what a doctor or the community acts on at once; everything else. */
export const URGENCY = { EMERGENCY: 0, ALARMING: 1, ORDINARY: 2 } as const;
export type Urgency = 0 | 1 | 2;

/** Fever where no protocol is known on this phone. Source: P2020-01, docs/rules/phone.md#phone. */
const FEVER_TENTHS = 373;
/** Places that arrivals are asked about first, as the server classes them (linli.people.labels.ORIGIN_CLASSES). */
const FROM_THE_EPIDEMIC = ["WUHAN", "HUBEI"];

/** The lowest reading that any protocol on this phone calls fever: what goes first errs on the side of going first. */
export function feverFrom(protocols: Record<string, Protocol>): number {
  const all = Object.keys(protocols).map((code) => (protocols[code] as Protocol).fever_tenths);
  return all.length ? Math.min(...all) : FEVER_TENTHS;
}

export function urgencyOf({ record, fever_tenths }: { record: Pick<OutboxRecord, "kind" | "data">; fever_tenths: number }): Urgency {
  if (record.kind === "emergency") return URGENCY.EMERGENCY;
  const said = (record.data || {}) as { temperature_tenths?: unknown; symptoms?: unknown; contact_history?: unknown; origin_class?: unknown; origin?: unknown };
  const fever = typeof said.temperature_tenths === "number" && said.temperature_tenths >= fever_tenths;
  const ill = Array.isArray(said.symptoms) && said.symptoms.length > 0;
  const from = FROM_THE_EPIDEMIC.indexOf(String(said.origin_class)) >= 0 || /湖北|武汉/.test(String(said.origin || ""));
  return fever || ill || said.contact_history === "YES" || from ? URGENCY.ALARMING : URGENCY.ORDINARY;
}
