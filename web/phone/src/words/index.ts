/** Words of the screens: Chinese first, English complete. Words of stored codes come from the server. */

import { zh } from "./zh";

export type Language = "zh" | "en";
export type Key = keyof typeof zh;
export type Values = Record<string, string | number>;
/** The same words in both languages: a key that one of them lacks does not compile. */
export type Both<K extends string> = { zh: Record<K, string>; en: Record<NoInfer<K>, string> };

const LONGEST_MS = 4000;
let spoken: Language = "zh";
/** English is a file of its own: most phones never need it. */
let en: Record<Key, string> | undefined;

/** Speak a language; false where its words could not be fetched: then the one before goes on. */
export async function setWords(language: Language): Promise<boolean> {
  try {
    if (language === "en" && !en) en = (await Promise.race([import("./en"), tooLong()])).en;
  } catch {
    return false;
  }
  spoken = language;
  if (typeof document === "undefined") return true;
  document.documentElement.lang = language === "en" ? "en" : "zh-CN";
  document.title = w("app");
  return true;
}

/** A link that answers nothing must not keep the doors from being drawn. */
function tooLong(): Promise<never> {
  return new Promise((_, refuse) => setTimeout(() => refuse(new Error("time-out")), LONGEST_MS));
}

export function w(key: Key, values: Values = {}): string {
  return filled(((spoken === "en" && en) || zh)[key], values);
}

/** The word of a code that may be newer than this app. */
export function worded(prefix: string, code: string): string {
  const key = `${prefix}${code}`;
  return key in zh ? w(key as Key) : code;
}

/** Words that come with what uses them: of a kind, or of its screen. */
export function wordsOf<K extends string>(both: Both<K>): (key: K, values?: Values) => string {
  return (key, values = {}) => filled(both[spoken][key], values);
}

function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
