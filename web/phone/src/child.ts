/** Of whom a guardian is asked, as the server decides it (linli.people.rules.guardians). */

const GROWN_AT = 14;

type Told = { age: number | null; id_type: string; id_number: string };

/** Under fourteen by the birthday in an ID card's number, else by the age that was told; false where neither is known. day: YYYY-MM-DD. */
export function isChild({ age, id_type, id_number }: Told, day: string): boolean {
  const number = id_number.trim();
  if (id_type === "ID_CARD" && /^\d{17}[\dXx]$/.test(number)) {
    const grown = String(Number(day.slice(0, 4)) - GROWN_AT) + day.slice(5, 7) + day.slice(8, 10);
    return number.slice(6, 14) > grown;
  }
  return age !== null && age < GROWN_AT;
}
