/** Somebody whom no protocol holds yet: a pure decision. */

import type { Protocol } from "./types";
import { feverFrom } from "./urgency";

/** What holds for somebody whom no protocol holds yet: whatever any protocol on this phone calls fever or asks for; known: symptoms that have words. */
export function newcomers({ protocols, known }: { protocols: Record<string, Protocol>; known: readonly string[] }): Protocol {
  const all = Object.keys(protocols).map((code) => protocols[code] as Protocol);
  const symptoms = known.filter((code) => !all.length || all.some((protocol) => protocol.symptoms.indexOf(code) >= 0));
  return { fever_tenths: feverFrom(protocols), lowest_tenths: 340, highest_tenths: 430, remeasure_below_tenths: 0, symptoms, sessions: [] };
}
