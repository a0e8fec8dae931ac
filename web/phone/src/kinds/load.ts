/** The screens of kinds that come as files of their own: for whom they may be of use, once the doors are drawn. */

/** What is drawn by a file: there at once, or a file of its own. */
export type Drawable<S extends object> = { code: string; screens: S | (() => Promise<S>) };
type Standing<S> = S | "loading" | "failed";

const standing = new Map<string, Standing<object>>();

/** What a kind draws, or how far its file is; changed: called once that is another answer. */
export function screensOf<S extends object>(kind: Drawable<S>, changed: () => void): Standing<S> {
  if (typeof kind.screens !== "function") return kind.screens;
  const known = standing.get(kind.code) as Standing<S> | undefined;
  if (known) return known;
  standing.set(kind.code, "loading");
  const now = (what: Standing<S>): void => {
    standing.set(kind.code, what);
    changed();
  };
  kind.screens().then(now, () => now("failed"));
  return "loading";
}

/** Ask again for what did not come. */
export function forgetFailed(): void {
  standing.forEach((what, code) => {
    if (what === "failed") standing.delete(code);
  });
}
