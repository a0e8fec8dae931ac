/**
 * The list of people under the PIN: AES-GCM with a key that only this page's memory holds while it is unlocked. The key is
 * random; on the disk it lies wrapped by what PBKDF2 makes of the PIN. It needs WebCrypto: a page over https, or on this machine.
 */

/** A tenth of a second on a slow phone of 2018 for each 40,000; docs/rules/phone.md. */
export const ROUNDS = 200000;

export type Sealed = { iv: Uint8Array; data: ArrayBuffer };
export type Wrapped = Sealed & { salt: Uint8Array; rounds: number };

let key: CryptoKey | null = null;

export function canSeal(): boolean {
  return typeof crypto !== "undefined" && Boolean(crypto.subtle) && typeof TextEncoder === "function";
}

export const hasKey = (): boolean => key !== null;
export function dropKey(): void {
  key = null;
}

/** Make a new key, keep it here, and return it wrapped under these digits. */
export async function newKey({ digits, rounds = ROUNDS }: { digits: string; rounds?: number }): Promise<Wrapped> {
  const raw = random(32);
  const [salt, iv] = [random(16), random(12)];
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await fromDigits(digits, salt, rounds), raw);
  key = await imported(raw);
  return { iv, data, salt, rounds };
}

/** Keep the key here if these digits open it. */
export async function openKey(wrapped: Wrapped, digits: string): Promise<boolean> {
  try {
    const raw = await crypto.subtle.decrypt({ name: "AES-GCM", iv: own(wrapped.iv) }, await fromDigits(digits, wrapped.salt, wrapped.rounds), wrapped.data);
    key = await imported(raw);
    return true;
  } catch {
    return false;
  }
}

/** Throws where the page is locked: nothing of people is ever written in clear beside what is sealed. */
export async function seal(value: unknown): Promise<Sealed> {
  if (!key) throw new Error("locked");
  const iv = random(12);
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(value))) };
}

/** undefined: the page is locked, or another page has sealed it anew meanwhile. */
export async function unseal<T>(sealed: Sealed): Promise<T | undefined> {
  if (!key) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: own(sealed.iv) }, key, sealed.data))) as T;
  } catch {
    return undefined;
  }
}

async function fromDigits(digits: string, salt: Uint8Array, rounds: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(digits), "PBKDF2", false, ["deriveBits"]);
  return imported(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: own(salt), iterations: rounds }, typed, 256));
}

function imported(raw: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** Bytes read from a database may be of another window's kind. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
