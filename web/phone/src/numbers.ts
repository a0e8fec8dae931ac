/**
 * Numbers of papers and telephones, and names, as the server reads them (linli.people.rules.identity): known at the door,
 * not hours later. One table holds both to the same cases: linli/people/tests/numbers.json.
 */

export type IdFault = "" | "LENGTH" | "CHARACTERS" | "BIRTH_DATE" | "CHECK_DIGIT";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = "10X98765432";
const EARLIEST_BIRTH_YEAR = 1880;

/** What is wrong with an ID number of 18 signs, or an old one of 15; '' for a good one. Source: docs/rules/people.md#id-number. */
export function idFault(text: string): IdFault {
  const number = clean(text).toUpperCase().replace(/[×Х]/g, "X");
  if (!/^[0-9]*[0-9A-Z]$/.test(number)) return "CHARACTERS";
  if (number.length !== 18 && number.length !== 15) return "LENGTH";
  if (!/^(?:[0-9]{17}[0-9X]|[0-9]{15})$/.test(number)) return "CHARACTERS";
  const body = number.length === 15 ? `${number.slice(0, 6)}19${number.slice(6)}` : number.slice(0, 17);
  if (!isDay(body.slice(6, 14))) return "BIRTH_DATE";
  const sum = WEIGHTS.reduce((all, weight, i) => all + weight * Number(body[i]), 0);
  return number.length === 18 && number[17] !== CHECK_DIGITS[sum % 11] ? "CHECK_DIGIT" : "";
}

/** A mobile, a landline with its area code, or a number abroad behind a +. Source: docs/rules/people.md#phone. */
export function isPhone(text: string): boolean {
  const bare = clean(text).replace(/[-()_.—–]/g, "");
  const digits = bare.replace(/^(?:\+86|0086|86(?=1[3-9][0-9]{9}$))/, "").replace(/^00(?=[1-9])/, "+");
  return /^(?:1[3-9][0-9]{9}|\+(?!86)[1-9][0-9]{7,14}|(?:010|02[0-9]|0[3-9][0-9]{2})[0-9]{7,8})$/.test(digits);
}

/** Two signs at least, and a letter among them: one that has a capital, or of a script without. Source: docs/rules/people.md#name. */
export function isName(text: string): boolean {
  const name = Array.from(text.normalize("NFKC").replace(/\s+/g, " ").trim());
  return name.length >= 2 && name.length <= 60 && name.some((sign) => sign.toLowerCase() !== sign.toUpperCase() || sign > "\u02af");
}

function clean(text: string): string {
  return text.normalize("NFKC").replace(/[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff'`"]+/g, "");
}

function isDay(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6))] as [number, number, number];
  const made = new Date(Date.UTC(year, month - 1, day));
  return year >= EARLIEST_BIRTH_YEAR && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
}
