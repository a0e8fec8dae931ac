/** What an answer brings that the worker should hear of: of each door, or of a whole grid in one sentence. */

import { differences, type Mine } from "./differences";
import type { Change } from "./store/database";
import type { DayAnswer, Grid, Household, LostCard } from "./types";

/** before: households on the phone; leaving: those of them that it forgets; grids: that it had; told: changes it keeps. */
type Heard = { before: readonly Household[]; leaving: readonly Household[]; grids: readonly Grid[]; told: readonly Change[]; mine: Mine; answer: DayAnswer; nowMs: number };

/** The pieces of one grid follow each other within so long. */
const ARRIVES_MS = 10 * 60000;

/** New changes, and those of `told` that go on: a grid comes in several answers. */
export function newsOf({ before, leaving, grids, told, mine, answer, nowMs }: Heard): Change[] {
  const news: Change[] = [];
  const known = new Map(before.map((household) => [household.id, household]));
  const had = new Set(grids.map((grid) => grid.code));
  const has = new Set(answer.grids.map((grid) => grid.code));
  const lately = (of: string): Change | undefined => [...news, ...told].find((change) => change.of === of && change.at > nowMs - ARRIVES_MS);
  const ofGrid = (kind: "GRID_NEW" | "GRID_GONE", code: string): void => {
    const of = `${kind}-${code}`;
    const same = lately(of);
    const counted: Change = { ...(same || { at: nowMs, household: "", title: nameOf(code, [...answer.grids, ...grids]), kind, words: "", of }), count: ((same && same.count) || 0) + 1 };
    const at = news.findIndex((change) => change.of === of);
    if (at >= 0) news[at] = counted;
    else news.push(counted);
  };
  for (const household of answer.households) {
    const old = known.get(household.id);
    const arrives = has.has(household.grid) && (!had.has(household.grid) || lately(`GRID_NEW-${household.grid}`));
    if (!old && arrives) ofGrid("GRID_NEW", household.grid);
    else news.push(...differences({ old, household, user: answer.user.name, mine, nowMs }));
  }
  for (const old of leaving) {
    if (had.has(old.grid) && !has.has(old.grid)) ofGrid("GRID_GONE", old.grid);
    else news.push({ at: nowMs, household: old.id, title: old.address, kind: "HOUSEHOLD_GONE", words: "" });
  }
  for (const lost of answer.lost_cards || []) {
    const of = `${lost.op}-${lost.subject}-${lost.field}`;
    if (!told.some((change) => change.of === of)) news.push(lostCard({ lost, homes: [...answer.households, ...before], of, nowMs }));
  }
  return news;
}

function nameOf(code: string, grids: readonly Grid[]): string {
  const grid = grids.find((known) => known.code === code);
  return grid ? grid.name : code;
}

function lostCard({ lost, homes, of, nowMs }: { lost: LostCard; homes: readonly Household[]; of: string; nowMs: number }): Change {
  const home = homes.find((one) => one.id === lost.subject || one.people.some((person) => person.id === lost.subject));
  const person = home && home.people.find((one) => one.id === lost.subject);
  const title = home ? `${home.address} ${person ? person.name : ""}`.trim() : "";
  return { at: nowMs, household: home ? home.id : "", title, kind: "CARD_LOST", words: "", of, card: { kind: lost.card.toLowerCase(), field: lost.field, mine: lost.mine, kept: lost.kept, by: lost.by } };
}
