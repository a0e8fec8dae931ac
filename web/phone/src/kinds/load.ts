/** The screens of kinds that come as files of their own: for whom they may be of use, once the doors are drawn. */

import type { AnyKind, Screens } from "./kind";

type Standing = Screens | "loading" | "failed";

const standing = new Map<string, Standing>();

/** What a kind draws, or how far its file is; changed: called once that is another answer. */
export function screensOf(kind: AnyKind, changed: () => void): Standing {
  if (typeof kind.screens !== "function") return kind.screens;
  const known = standing.get(kind.code);
  if (known) return known;
  standing.set(kind.code, "loading");
  const now = (what: Standing): void => {
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
