/** What is wrong with this phone's storage, in one word: each has its own sentence and its own way out. */

/**
 * none: the browser keeps nothing. failed: it keeps, and does not open. silent: it was asked and never answered.
 * full: no room left.
 */
export type Trouble = "none" | "failed" | "silent" | "full";

export class StorageTrouble extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble);
  }
}

/** Errors of a database (Indexed Database API, section 3.12), by name; "": something else went wrong. */
const NAMES: Record<string, Trouble> = {
  QuotaExceededError: "full",
  AbortError: "failed",
  ConstraintError: "failed",
  DataError: "failed",
  InvalidStateError: "failed",
  NotFoundError: "failed",
  ReadOnlyError: "failed",
  TransactionInactiveError: "failed",
  UnknownError: "failed",
  VersionError: "failed",
};

export function troubleOf(error: unknown): Trouble | "" {
  if (error instanceof StorageTrouble) return error.trouble;
  const said = error as { name?: unknown; inner?: unknown } | null;
  return (said && NAMES[String(said.name)]) || "";
}
