// What somebody types for a temperature, and what is said about it while they type.

/** Read 365, 36 5, ３６．５ and 36。5 as 36.5; leave what cannot be a temperature as it stands. */
export function tidy(typed: string): string {
  const text = typed.normalize("NFKC").replace(/[℃°Cc度]/g, "").trim().replace(/[\s。,，、·]+/g, ".");
  const digits = /^([34]\d)(\d)$/.exec(text);
  return digits ? `${digits[1]}.${digits[2]}` : text;
}

/** Return tenths of a degree, or null while the reading is not whole. */
export function tenths(text: string): number | null {
  return /^\d{2}(\.\d)?$/.test(text) ? Math.round(Number(text) * 10) : null;
}

export interface Limits {
  readonly lowest: number; // all in tenths of a degree; a reading below lowest or above highest is refused
  readonly highest: number;
  readonly remeasure: number; // below it: measure again
  readonly fever: number; // it and above: alert
}

export type Verdict = "none" | "refused" | "remeasure" | "fever" | "normal";

/** Judge a reading as the server will. Only words for the person who types: the server decides. */
export function verdict(reading: number | null, limits: Limits): Verdict {
  if (reading === null) return "none";
  if (reading < limits.lowest || reading > limits.highest) return "refused";
  if (reading < limits.remeasure) return "remeasure";
  return reading >= limits.fever ? "fever" : "normal";
}
