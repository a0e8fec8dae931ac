/** Thin lines: how long to wait for an answer, and how many records a message holds. Pure decisions. */

import { BATCH } from "./outbox";

/** Bytes a second below which a line counts as none: the server hears as thin a one (linli.config.bodies.THINNEST_BYTES_S). */
export const THINNEST_BYTES_S = 800;
/** What the server and the way back take, beside the body. */
export const ANSWER_MS = 30000;
/** A message that was answered so soon is followed by one of up to twice as many records, one that took so long by half. */
export const QUICK_MS = 5000;
export const SLOW_MS = 20000;

export function timeOutMs(bytes: number): number {
  return ANSWER_MS + (bytes / THINNEST_BYTES_S) * 1000;
}

/** Bytes that a body takes on the line. */
export function bytesOf(body: string | ArrayBuffer): number {
  return typeof body === "string" ? new Blob([body]).size : body.byteLength;
}

/**
 * How many records the next message holds after one of `sent` that was answered within tookMs; null: it was not answered.
 * A single record without an answer says nothing of sizes: the line is gone.
 */
export function nextSize({ size, sent, tookMs }: { size: number; sent: number; tookMs: number | null }): number {
  if (tookMs === null || tookMs > SLOW_MS) return sent > 1 ? Math.min(size, Math.floor(sent / 2)) : size;
  return tookMs < QUICK_MS && sent >= size ? Math.min(BATCH, size * 2) : size;
}
