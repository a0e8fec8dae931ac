import { describe, expect, it } from "vitest";
import { dataOf, emptyEntry, entryOf, faultOf, isTouched, rebased, withAnswer, withOutcome, withTenths } from "../src/entry";
import type { CheckData } from "../src/kinds/check";
import { questions } from "../src/parts/questions";
import type { Protocol, Question } from "../src/types";
import { keysIn, wordsIn } from "./drawn";

const MARKET: Question = { code: "QA", kind: "YES_NO", words: "去过集市吗", choices: [{ code: "YES", words: "是" }, { code: "NO", words: "否" }, { code: "UNKNOWN", words: "不清楚" }] };
const CONTACTS: Question = { code: "QB", kind: "NUMBER", words: "几个人来过", choices: [] };
const NEWER: Question = { code: "QC", kind: "DRAWING", words: "画一下", choices: [] };
const PROTOCOL: Protocol = { fever_tenths: 373, lowest_tenths: 340, highest_tenths: 420, remeasure_below_tenths: 355, symptoms: [], sessions: [], questions: [MARKET, CONTACTS, NEWER] };
const seen = withTenths(emptyEntry(""), 365);
const said = (entry: typeof seen): CheckData => dataOf({ entry, observation: "o", channel: "VISIT", asked: "340102-02" });

describe("a further question", () => {
  it("is answered under the version that asked, and nothing is said where nobody answered", () => {
    expect(said(withAnswer(seen, "QA", "NO"))).toMatchObject({ asked_under: "340102-02", answers: { QA: "NO" } });
    expect(Object.keys(said(seen))).not.toContain("answers");
    expect(said(withAnswer(withAnswer(seen, "QA", "NO"), "QA", ""))).not.toHaveProperty("answers");
    expect(said(withOutcome(withAnswer(seen, "QA", "NO"), "NOBODY_HOME"))).not.toHaveProperty("answers");
  });

  it("that was answered without a reading is kept on the screen, and asks for the reading", () => {
    const entry = withAnswer(emptyEntry(""), "QA", "UNKNOWN");
    expect([isTouched(entry), faultOf(entry, PROTOCOL)]).toEqual([true, "needs_reading"]);
  });

  it.each([["3", ""], ["12.5", ""], ["UNKNOWN", ""], ["-3", ""], ["三个", "bad_answer"], ["1.2.3", "bad_answer"], ["1234567", "bad_answer"]] as const)("that wants a number: %s", (word, fault) => expect(faultOf(withAnswer(seen, "QB", word), PROTOCOL)).toBe(fault));

  it("opens again with what it said, and a record of an older page with none", () => {
    const record = said(withAnswer(seen, "QA", "NO"));
    expect(entryOf(record).answers).toEqual({ QA: "NO" });
    const { answers: _answers, ...older } = record;
    expect(entryOf(older).answers).toEqual({});
  });

  it("that is tapped before the last tap was drawn takes nothing back", () => {
    const drawn = withAnswer(seen, "QB", "3");
    const now = withTenths(withAnswer(drawn, "QA", "YES"), 366);
    expect(rebased({ now, drawn, next: withAnswer(drawn, "QC", "NO") })).toMatchObject({ tenths: 366, answers: { QA: "YES", QB: "3", QC: "NO" } });
    expect(rebased({ now, drawn, next: withAnswer(drawn, "QB", "") })).toMatchObject({ tenths: 366, answers: { QA: "YES" } });
    expect(rebased({ now, drawn, next: withAnswer(drawn, "QB", "") }).answers).not.toHaveProperty("QB");
  });

  it("of a kind that this page does not know is named, and the others are asked all the same", () => {
    const drawn = questions({ asked: [MARKET, NEWER], entry: withAnswer(seen, "QA", "YES"), fault: "", set: () => undefined });
    expect(keysIn(drawn)).toEqual({ 是: true, 否: false, 不清楚: false });
    expect(wordsIn(drawn)).toEqual(expect.arrayContaining(["画一下", "这一问要更新手机页面"]));
  });
});
