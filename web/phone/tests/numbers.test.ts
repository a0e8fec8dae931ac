import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { idFault, isName, isPhone } from "../src/numbers";

type Cases = { id_number: [string, string][]; phone: [string, string | null][]; name: [string, boolean][] };
const CASES = JSON.parse(readFileSync(new URL("../../../linli/people/tests/numbers.json", import.meta.url), "utf8")) as Cases;

describe("at the door, as at the server", () => {
  it.each(CASES.id_number)("an ID number %s is %s", (text, fault) => expect(idFault(text)).toBe(fault));
  it.each(CASES.phone)("a phone %s is %s", (text, read) => expect(isPhone(text)).toBe(read !== null));
  it.each(CASES.name)("a name %s is one: %s", (text, good) => expect(isName(text)).toBe(good));
  it("a name has sixty signs at most", () => expect([isName("王".repeat(60)), isName("王".repeat(61))]).toEqual([true, false]));
});
