/** Words of the screens: Chinese first, English complete. Words of stored codes come from the server. */

import { zh } from "./zh";

export type Language = "zh" | "en";
export type Key = keyof typeof zh;
export type Values = Record<string, string | number>;
/** The same words in both languages: a key that one of them lacks does not compile. */
export type Both<K extends string> = { zh: Record<K, string>; en: Record<NoInfer<K>, string> };

let spoken: Language = "zh";
let english: Record<Key, string> | null = null;

/** English comes as a file of its own, for whoever reads it; where it does not come, Chinese is spoken. */
export async function setWords(language: Language): Promise<void> {
  if (language === "en" && !english) english = await import("./en").then((file) => file.en, () => null);
  spoken = language === "en" && english ? "en" : "zh";
  speakIn(spoken);
}

function speakIn(language: Language): void {
  if (typeof document === "undefined") return;
  document.documentElement.lang = language === "en" ? "en" : "zh-CN";
  document.title = w("app");
}

export function w(key: Key, values: Values = {}): string {
  return filled(((spoken === "en" && english) || zh)[key], values);
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
