/** What a reading on the phone means, before any server has seen it. */

import type { Protocol } from "./types";

export type Verdict = "none" | "normal" | "fever" | "again" | "refused";

export function verdictOf({ tenths, protocol }: { tenths: number | null; protocol: Protocol }): Verdict {
  if (tenths === null) return "none";
  if (tenths < protocol.lowest_tenths || tenths > protocol.highest_tenths) return "refused";
  if (tenths >= protocol.fever_tenths) return "fever";
  return tenths < protocol.remeasure_below_tenths ? "again" : "normal";
}

/** A fever, a symptom this protocol asks for, or that they were with somebody ill: the doctor must know at once. */
export function needsDoctor({ tenths, symptoms, protocol, contact = "NO" }: { tenths: number | null; symptoms: readonly string[]; protocol: Protocol; contact?: "YES" | "NO" | "UNKNOWN" }): boolean {
  return contact === "YES" || verdictOf({ tenths, protocol }) === "fever" || symptoms.some((code) => protocol.symptoms.indexOf(code) >= 0);
}

/** Digits of the keypad: 36 -> 36.0, 365 -> 36.5; null while there are fewer than two. */
export function tenthsOf(digits: string): number | null {
  return digits.length < 2 ? null : Number(digits) * (digits.length === 2 ? 10 : 1);
}

export function degrees(tenths: number): string {
  return (tenths / 10).toFixed(1);
}
