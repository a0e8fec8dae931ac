/** What this browser remembers outside the databases: who was here last, each one's device id, how many are unsent. */

import { randomId } from "./ids";
import type { Language } from "./words";

/** Storage may be switched off (private windows): then nothing is remembered, and the app still runs. */
function read(key: string): string {
  try {
    return localStorage.getItem(key) || "";
  } catch {
    return "";
  }
}
function write(key: string, value: string): void {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // See read().
  }
}

export const language = (): Language => (read("linli-language") === "en" ? "en" : "zh");
export const keepLanguage = (chosen: Language): void => write("linli-language", chosen);

export const currentUser = (): string => read("linli-current");
export const keepCurrentUser = (user: string): void => write("linli-current", user);

export function deviceOf(user: string): string {
  return read(`linli-device-${user}`);
}
/** Keep the device id a user first came with. */
export function keepDevice(user: string, device: string): string {
  const known = deviceOf(user);
  if (!known) write(`linli-device-${user}`, device);
  return known || device;
}
export const replaceDevice = (user: string, device: string): void => write(`linli-device-${user}`, device);
export const newDevice = randomId;

/** The account of this phone's clock, whoever is signed in. */
export const clockKept = (): string => read("linli-clock");
export const keepClock = (account: string): void => write("linli-clock", account);

/** The newest change of the desk this worker has looked at. */
export const seenChange = (user: string): number => Number(read(`linli-seen-${user}`)) || 0;
export const keepSeenChange = (user: string, id: number): void => write(`linli-seen-${user}`, String(id));

export const unsentKey = (user: string): string => `linli-unsent-${user}`;

/** Numbers only: another user's database is never opened. */
export function keepUnsent(user: string, count: number): void {
  write(unsentKey(user), count ? String(count) : "");
}
export const unsentOf = (user: string): number => Number(read(unsentKey(user))) || 0;
/** How many records this phone lost for good, since the worker was told: for the community. */
export const lostOf = (user: string): number => Number(read(`linli-lost-${user}`)) || 0;
export const keepLost = (user: string, count: number): void => write(`linli-lost-${user}`, String(count));

export function unsentOfOthers(user: string): number {
  let sum = 0;
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i) || "";
      if (key.indexOf("linli-unsent-") === 0 && key !== unsentKey(user)) sum += Number(read(key)) || 0;
    }
  } catch {
    // See read().
  }
  return sum;
}

/** A short name of the phone, for the list at the desk. */
export function phoneName(agent: string): string {
  const model = /Android [\d.]+; ([^;)]+)/.exec(agent);
  const browser = /(MicroMessenger|Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(agent);
  const system = /iPhone|iPad|Android|Windows|Macintosh|Linux/.exec(agent);
  return [model ? (model[1] || "").trim() : system ? system[0] : "", browser ? `${browser[1]} ${browser[2]}` : ""].filter(Boolean).join(" ").slice(0, 60);
}
