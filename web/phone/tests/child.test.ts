import { describe, expect, it } from "vitest";
import { isChild } from "../src/child";
import { guardianFaults, guardianSaid, NOT_ASKED } from "../src/parts/guardian";

const DAY = "2020-02-10";
const told = (changes: Partial<Parameters<typeof isChild>[0]>): Parameters<typeof isChild>[0] => ({ age: null, id_type: "ID_CARD", id_number: "", ...changes });

describe("of whom a guardian is asked", () => {
  it.each([
    ["13 years", told({ age: 13 }), true],
    ["14 years", told({ age: 14 }), false],
    ["newly born", told({ age: 0 }), true],
    ["nothing is known", told({}), false],
    ["the day before the fourteenth birthday", told({ id_number: "34010220060211001X" }), true],
    ["the fourteenth birthday", told({ id_number: "340102200602100011" }), false],
    ["a birthday is surer than what was told", told({ age: 3, id_number: "340102200602100011" }), false],
    ["a number that is no ID card's tells no birthday", told({ age: 8, id_type: "PASSPORT", id_number: "340102199002100011" }), true],
  ])("%s", (_, said, child) => {
    expect(isChild(said, DAY)).toBe(child);
  });
});

describe("what is said of a guardian", () => {
  it("is never required", () => {
    const nothing = { guardian_consent: "", guardian: "", guardian_told_by: "" } as const;
    expect(guardianFaults(nothing)).toEqual({});
    expect(guardianSaid(nothing)).toEqual(NOT_ASKED);
  });

  it.each(["YES", "NO"] as const)("has a name and who said so where it is an answer: %s", (guardian_consent) => {
    expect(Object.keys(guardianFaults({ guardian_consent, guardian: " ", guardian_told_by: "" }))).toEqual(["guardian", "guardian_told_by"]);
    const whole = { guardian_consent, guardian: " 周志强", guardian_told_by: "母亲 " };
    expect(guardianFaults(whole)).toEqual({});
    expect(guardianSaid(whole)).toEqual({ guardian_consent, guardian: "周志强", guardian_told_by: "母亲" });
  });
});
