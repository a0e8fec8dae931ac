/** A number that opens this phone's doors again after five idle minutes. It keeps a curious hand out, not a laboratory. */

import { hex, randomBytes } from "./ids";
import { sha256 } from "./sha256";
import { openKey, type Wrapped } from "./store/seal";

export const WRONG_TRIES = 5;
const ROUNDS = 10000;

type Tried = { wrong: number };
/** Without WebCrypto only a digest is kept, and nothing is encrypted. */
export type Digest = Tried & { salt: string; hash: string; rounds: number };
/** The digits open the key that the list of people is encrypted with. */
export type Keyed = Tried & { wrapped: Wrapped };
export type Pin = Digest | Keyed;

export function isKeyed(pin: Pin | undefined): pin is Keyed {
  return Boolean(pin && "wrapped" in pin);
}

export function isPin(digits: string): boolean {
  return /^\d{4,6}$/.test(digits);
}

export function newPin({ digits, salt = hex(randomBytes(16)), rounds = ROUNDS }: { digits: string; salt?: string; rounds?: number }): Digest {
  return { salt, hash: hashed(digits, salt, rounds), rounds, wrong: 0 };
}

/**
 * Try digits: the pin as it stands afterwards, and whether the phone opens. After five wrong ones nothing opens it but signing
 * in again. counted: called first with the try counted as wrong, so that no reload in between gives it back.
 */
export async function tryPin({ pin, digits, counted }: { pin: Pin; digits: string; counted: (pin: Pin) => Promise<void> }): Promise<{ pin: Pin; opens: boolean }> {
  if (isSpent(pin)) return { pin, opens: false };
  const wrong = { ...pin, wrong: pin.wrong + 1 };
  await counted(wrong);
  const opens = isKeyed(pin) ? await openKey(pin.wrapped, digits) : hashed(digits, pin.salt, pin.rounds) === pin.hash;
  return opens ? { pin: { ...pin, wrong: 0 }, opens } : { pin: wrong, opens };
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
