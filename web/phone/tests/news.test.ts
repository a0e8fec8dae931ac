import { describe, expect, it, vi } from "vitest";
import { mineOf } from "../src/differences";
import { newsOf } from "../src/news";
import { newRecord } from "../src/outbox";
import { conflictWords } from "../src/parts/conflict";
import type { Change } from "../src/store/database";
import type { DayAnswer, Grid, Household } from "../src/types";
import { household, NOW, USER } from "./make";

vi.hoisted(() => vi.stubGlobal("navigator", { userAgent: "" })); // the engine names the phone by it

const GRID: Grid = { code: household().grid, name: "第一网格", community: "", may_register: true, doctors: [], secretaries: [] };
const NEXT: Grid = { ...GRID, code: "330106001002002", name: "第二网格" };
const doors = (count: number, grid: string): Household[] => Array.from({ length: count }, (_, i) => household({ id: `${grid}-${i}`, grid }));

function heard({ before = [], leaving = [], grids = [GRID], told = [], mine = [], nowMs = NOW, ...answer }: Partial<Parameters<typeof newsOf>[0]> & Partial<DayAnswer>): Change[] {
  return newsOf({ before, leaving, grids, told, mine, nowMs, answer: { user: { id: USER, name: "李四" }, grids, households: [], ...answer } as DayAnswer });
}
/** What grids a phone had, and what an answer brings of those that it has now. */
function moved(had: Grid[], has: Grid[], changes: Partial<Parameters<typeof newsOf>[0]> & { households?: Household[] }): Change[] {
  const { households = [], ...rest } = changes;
  return newsOf({ before: [], leaving: [], told: [], mine: [], nowMs: NOW, ...rest, grids: had, answer: { user: { id: USER, name: "李四" }, grids: has, households } as unknown as DayAnswer });
}
const told = (changes: Change[]): [string, string, number | undefined][] => changes.map((change) => [change.kind, change.title, change.count]);

describe("what is new", () => {
  it("of a whole grid is one sentence, in however many answers it comes", () => {
    const first = moved([GRID], [NEXT], { leaving: doors(70, GRID.code), households: doors(250, NEXT.code) });
    expect(told(first)).toEqual([["GRID_NEW", "第二网格", 250], ["GRID_GONE", "第一网格", 70]]);
    const kept = first.map((change, id) => ({ ...change, id }));
    const more = moved([NEXT], [NEXT], { told: kept, before: doors(250, NEXT.code), households: doors(125, `${NEXT.code}`).map((one) => ({ ...one, id: `b${one.id}` })), nowMs: NOW + 1000 });
    expect(told(more)).toEqual([["GRID_NEW", "第二网格", 375]]);
    expect(more[0]?.id).toBe(0);
  });

  it("of one door in a grid of old is that door", () => {
    expect(told(moved([GRID], [GRID], { households: doors(1, GRID.code), leaving: [household()] }))).toEqual([["NEW_HOUSEHOLD", "1幢1单元101", undefined], ["HOUSEHOLD_GONE", "1幢1单元101", undefined]]);
  });

  it("is not what this worker wrote", () => {
    const mine = (note: string) => mineOf([newRecord({ fact: { kind: "household", data: { household: "house-1", note } }, about: { household: "house-1", title: "" }, user: USER, nowMs: NOW })]);
    const change = { before: [household()], households: [household({ note: "老人耳背" })] };
    expect(heard({ ...change, mine: mine("老人耳背") })).toEqual([]);
    expect(heard({ ...change, mine: mine("家里有狗") }).map((one) => [one.kind, one.words])).toEqual([["NOTE", "老人耳背"]]);
  });

  it("is once what another put in the place of this worker's words", () => {
    const lost = { op: "op-1", card: "HOUSEHOLD" as const, subject: "house-1", field: "note", mine: "老人耳背", kept: "家里有狗", by: "王五" };
    const first = heard({ before: [household()], lost_cards: [lost] });
    expect(first.map(({ kind, title, card }) => [kind, title, card])).toEqual([["CARD_LOST", "1幢1单元101", { kind: "household", field: "note", mine: "老人耳背", kept: "家里有狗", by: "王五" }]]);
    expect(heard({ before: [household()], lost_cards: [lost], told: first })).toEqual([]);
  });
});

describe("a conflict says", () => {
  it.each([
    ["who was overwritten, by whom and with what", { mine: "耳背", kept: "有狗", other: "有狗", by: "王五" }, "备注：你写的“耳背”，王五写的“有狗”留下了。社区会再看。"],
    ["who overwrote, what the other had written", { mine: "耳背", kept: "耳背", other: "有狗", by: "王五" }, "备注：王五写的“有狗”，你后来写的“耳背”留下了。社区会再看。"],
    ["of an older server what it tells", { mine: "耳背", kept: "有狗" }, "备注：你写的“耳背”，社区留的“有狗”。社区会再看。"],
    ["words for yes and no, and nobody's name", { mine: "yes", kept: "no", other: "no", by: "" }, "备注：你写的“能分开”，别人写的“不能分开”留下了。社区会再看。"],
  ])("to %s", (_, both, words) => expect(conflictWords("备注", both)).toBe(words));
});
