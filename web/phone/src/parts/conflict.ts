/** Two people changed one field of a card: what each wrote, and which of the two stands. */

import { kindOf } from "../kinds";
import type { Both } from "../types";
import { w, wordsOf } from "../words";

export function conflictWords(field: string, { mine, kept, other, by }: Both): string {
  const words = { field, mine: said(mine), kept: said(kept), other: said(other), by: by || w("somebody") };
  if (other === undefined || other === null) return w("conflict_say", words); // of a server older than this page
  return w(words.mine === words.kept ? "conflict_mine" : "conflict_theirs", words);
}

/** What a kind calls one of its fields. */
export function fieldWord(code: string, name: string): string {
  const kind = kindOf(code);
  return kind && kind.fields && name in kind.fields.zh ? wordsOf(kind.fields)(name) : name;
}

function said(value: unknown): string {
  if (value === true || value === "yes") return w("apart_yes");
  if (value === false || value === "no") return w("apart_no");
  return value === null || value === undefined || value === "" ? "—" : String(value);
}
