/** Every kind of record that this app knows, in the order that its doors and places stand in. */

import { ARRIVAL } from "./arrival";
import { CALL } from "./call";
import { CHECK } from "./check";
import { EMERGENCY } from "./emergency";
import { HOUSEHOLD } from "./household";
import type { AnyKind } from "./kind";
import { PERSON } from "./person";

export const KINDS: readonly AnyKind[] = [CHECK, CALL, HOUSEHOLD, PERSON, ARRIVAL, EMERGENCY];

export function kindOf(code: string): AnyKind | undefined {
  return KINDS.find((kind) => kind.code === code);
}

export function kindAt(page: string): AnyKind | undefined {
  return page ? KINDS.find((kind) => kind.page === page) : undefined;
}

/** What this worker may bring; allowed: as the server says it, undefined while it has not. */
export function kindsOf(allowed: readonly string[] | undefined): AnyKind[] {
  return KINDS.filter((kind) => !allowed || allowed.indexOf(kind.code) >= 0);
}
