/** What a kind of record is to the phone. One file a kind, all of them in kinds/index.ts. */

import type { TemplateResult } from "lit-html";
import type { Crossing, When } from "../parts/crossing";
import type { Fact, OutboxRecord } from "../types";
import type { Both } from "../words";

/** What is drawn; loaded when somebody needs it. mend: a record that was sent back, open again with what it said. */
export type Screens = { screen?: (id: string) => TemplateResult; mend: (record: OutboxRecord) => TemplateResult; askWhen?: AskWhen };
type AskWhen = (asked: { crossing: readonly Crossing[]; tell: (when: When) => void }) => TemplateResult;

/** icon: the path of a drawing 24 by 24. */
export type Place = { words: Both<"name">; icon: string };

export type Kind<Data extends object> = {
  /** As the server's tuple of kinds has it. */
  code: string;
  /** What a record of it is called. */
  words: Both<"name">;
  /** What a record says, in few words. */
  said: (data: Data) => string;
  /** Its page below /w/; "": it has none of its own. */
  page: string;
  /** Where it stands in the row at the foot of each screen; null: not there. */
  place: Place | null;
  /** What leads to it from a household; null: nothing. */
  door: Both<"name"> | null;
  /** Fields that others may change too, for what both said of them. */
  fields: Both<string> | null;
  /** There at once, or a file of its own. */
  screens: Screens | (() => Promise<Screens>);
};

/** Kinds side by side: what one's data is, only its own record says. */
export type AnyKind = Kind<never>;

export function factOf<Data extends object>(kind: Kind<Data>, data: Data, base?: object): Fact {
  return base === undefined ? { kind: kind.code, data } : { kind: kind.code, data, base };
}
