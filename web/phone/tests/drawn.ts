/** What a template says, without a page: its values and those of the templates within. */

type Drawn = { strings?: readonly string[]; values?: readonly unknown[] };

/** Every template in this one, itself first. */
export function templatesIn(drawn: unknown): Drawn[] {
  if (Array.isArray(drawn)) return drawn.flatMap(templatesIn);
  const template = drawn as Drawn | null;
  if (!template || !template.strings || !template.values) return [];
  return [template, ...template.values.flatMap(templatesIn)];
}

/** All words that it says by its values. */
export function wordsIn(drawn: unknown): string[] {
  return templatesIn(drawn).flatMap((template) => (template.values || []).filter((value): value is string => typeof value === "string"));
}

/** Of each key that is drawn its word, and whether it is pressed. */
export function keysIn(drawn: unknown): Record<string, boolean> {
  const keys = templatesIn(drawn).filter((template) => (template.strings || []).join("").indexOf("aria-pressed") >= 0);
  return Object.fromEntries(keys.map((key) => [String((key.values || [])[3]), (key.values || [])[0] === "true"]));
}
