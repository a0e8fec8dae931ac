/** A number that opens this phone's doors again after five idle minutes. It keeps a curious hand out, not a laboratory. */

import { hex, randomBytes } from "./ids";
import { sha256 } from "./sha256";

export const IDLE_MS = 5 * 60 * 1000;
export const WRONG_TRIES = 5;
const ROUNDS = 10000;

export type Pin = { salt: string; hash: string; rounds: number; wrong: number };

export function isPin(digits: string): boolean {
  return /^\d{4,6}$/.test(digits);
}

export function newPin({ digits, salt = hex(randomBytes(16)), rounds = ROUNDS }: { digits: string; salt?: string; rounds?: number }): Pin {
  return { salt, hash: hashed(digits, salt, rounds), rounds, wrong: 0 };
}

/** Try digits: the pin as it stands afterwards, and whether the phone opens. After five wrong ones nothing opens it but signing in again. */
export function tryPin(pin: Pin, digits: string): { pin: Pin; opens: boolean } {
  if (isSpent(pin)) return { pin, opens: false };
  const opens = hashed(digits, pin.salt, pin.rounds) === pin.hash;
  return { pin: { ...pin, wrong: opens ? 0 : pin.wrong + 1 }, opens };
}

export function isSpent(pin: Pin): boolean {
  return pin.wrong >= WRONG_TRIES;
}

function hashed(digits: string, salt: string, rounds: number): string {
  let bytes = sha256(ascii(`${salt}:${digits}`));
  for (let i = 1; i < rounds; i++) bytes = sha256(bytes);
  return hex(bytes);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text, (letter) => letter.charCodeAt(0)));
}
