/** Words of the screens: Chinese first, English complete. Words of stored codes come from the server. */

import { en } from "./en";
import { zh } from "./zh";

export type Language = "zh" | "en";
export type Key = keyof typeof zh;

let words: Record<Key, string> = zh;

export function setWords(language: Language): void {
  words = language === "en" ? en : zh;
  if (typeof document === "undefined") return;
  document.documentElement.lang = language === "en" ? "en" : "zh-CN";
  document.title = words.app;
}

export function w(key: Key, values: Record<string, string | number> = {}): string {
  return words[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** The word of a code that may be newer than this app. */
export function worded(prefix: string, code: string): string {
  const key = `${prefix}${code}`;
  return key in words ? words[key as Key] : code;
}
