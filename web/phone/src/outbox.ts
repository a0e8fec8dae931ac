/** What was done at the doors and is not with the server yet: pure decisions over records. */

import { newId } from "./ids";
import { PAGE } from "./page";
import type { Stamp } from "./time";
import type { Urgency } from "./urgency";
import type { About, Answer, Fact, Op, OutboxRecord, RecordClock } from "./types";

export const BATCH = 200;
export const BATCH_BYTES = 900 * 1024;
/** A record the server broke over this often, while it took others, is handed to the worker. */
export const TRIES = 5;
export const UNDO_MS = 7000;
export const KEEP_DELIVERED_DAYS = 7;
const SCHEMA = 1;

type Made = { fact: Fact; about: About; user: string; nowMs: number; at?: Stamp | undefined };

/** at: when what it tells was seen, where that was before it was saved. */
export function newRecord({ fact, about, user, nowMs, at }: Made): OutboxRecord {
  return {
    id: newId({ nowMs }),
    schema: SCHEMA,
    ...(at || { claimed_at: new Date(nowMs).toISOString() }),
    ...fact,
    state: "waiting",
    user,
    about,
    not_before: nowMs + UNDO_MS,
    tries: 0,
    code: "",
    reason: "",
    fields: {},
    both: null,
    delivered_at: null,
    saved_to_file: false,
  };
}

/** The record as it goes over the wire. */
export function opOf(record: OutboxRecord): Op {
  const op: Op = { id: record.id, kind: record.kind, schema: record.schema, claimed_at: record.claimed_at, data: record.data };
  return { ...op, ...(record.clock ? { clock: record.clock } : {}), ...(record.time_said ? { time_said: record.time_said } : {}), ...(record.base === undefined ? {} : { base: record.base }) };
}

/** As urgent as any other: where nobody asks. */
const alike = (): Urgency => 2;

/** What may go now, the urgent first, else in the order it was done; records the server broke over come last, so that they hold nobody up. */
export function toSend({ records, nowMs, urgency = alike }: { records: readonly OutboxRecord[]; nowMs: number; urgency?: (record: OutboxRecord) => Urgency }): OutboxRecord[] {
  return records
    .filter((record) => record.state === "waiting")
    // A clock put back must not hold a record for hours.
    .filter((record) => !(record.not_before > nowMs && record.not_before <= nowMs + UNDO_MS))
    .sort((a, b) => a.tries - b.tries || urgency(a) - urgency(b) || (a.id < b.id ? -1 : 1));
}

/** Cut into batches of at most 200 records and 900 KB, each as urgent throughout; records with tries go alone. */
export function batchesOf(records: readonly OutboxRecord[], urgency: (record: OutboxRecord) => Urgency = alike): OutboxRecord[][] {
  const batches: OutboxRecord[][] = [];
  let bytes = 0;
  let open: OutboxRecord[] | null = null;
  let as: Urgency | null = null;
  for (const record of records) {
    if (urgency(record) !== as) open = null;
    as = urgency(record);
    const size = 3 * JSON.stringify(opOf(record)).length; // no character takes more than three bytes a unit
    if (!open || open.length >= BATCH || bytes + size > BATCH_BYTES || record.tries > 0) {
      open = [];
      batches.push(open);
      bytes = 0;
    }
    open.push(record);
    bytes += size;
    if (record.tries > 0) open = null;
  }
  return batches;
}

/** The records as the server's answers leave them; a record without an answer of its own stays as it is. */
export function answered({ records, answers, nowMs }: { records: readonly OutboxRecord[]; answers: readonly Answer[]; nowMs: number }): OutboxRecord[] {
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  const changed: OutboxRecord[] = [];
  for (const record of records) {
    const answer = byId.get(record.id);
    if (!answer) continue;
    if (answer.status === "rejected") changed.push({ ...rejected(record, answer.reason || "", answer.code || "", answer.fields || {}), times: answer.times });
    else if (["ok", "duplicate", "conflict", "held"].indexOf(answer.status) >= 0) {
      changed.push({ ...withoutNumbers(record), state: "delivered", delivered_at: nowMs, reason: answer.reason || "", code: answer.code || "", fields: {}, both: answer.both || null });
    }
  }
  return changed;
}

/** The server has it: what is kept here to be looked at needs no telephone and no number of a certificate. */
export function withoutNumbers(record: OutboxRecord): OutboxRecord {
  return record.base === undefined ? { ...record, data: blanked(record.data) } : { ...record, data: blanked(record.data), base: blanked(record.base) };
}

export function hasNumbers(record: OutboxRecord): boolean {
  return [record.data, record.base].some((part) => NUMBERS.some((name) => Boolean(((part || {}) as Record<string, unknown>)[name])));
}

const NUMBERS = ["phone", "id_number"];

function blanked(said: unknown): unknown {
  const copy = { ...(said as Record<string, unknown>) };
  for (const name of NUMBERS) if (name in copy) copy[name] = "";
  return copy;
}

export function rejected(record: OutboxRecord, reason: string, code: string, fields: Record<string, string> = {}): OutboxRecord {
  return { ...record, state: "rejected", reason, code, fields, refused_by: PAGE };
}

export type Tally = { waiting: number; rejected: number; unsent: number };

export function countOf(records: readonly OutboxRecord[]): Tally {
  const waiting = records.filter((record) => record.state === "waiting").length;
  const refused = records.filter((record) => record.state === "rejected").length;
  return { waiting, rejected: refused, unsent: waiting + refused };
}

/** Delivered long enough ago to be forgotten. */
export function toForget({ records, nowMs }: { records: readonly OutboxRecord[]; nowMs: number }): string[] {
  const before = nowMs - KEEP_DELIVERED_DAYS * 86400000;
  return records.filter((r) => r.state === "delivered" && !r.both && (r.delivered_at || 0) < before).map((r) => r.id);
}

/** Wait before the next try by itself: 20 s, doubled with each failure, at most 5 minutes. */
export function waitMs({ failures, retryAfterS }: { failures: number; retryAfterS: number }): number {
  return Math.max(retryAfterS * 1000, Math.min(20000 * 2 ** Math.max(0, failures - 1), 300000));
}

/** The file that is sent to the desk by hand; clock: as the phone stands. */
export function fileOf({ records, user, device, nowMs, clock }: { records: readonly OutboxRecord[]; user: string; device: string; nowMs: number; clock?: Pick<RecordClock, "offset_ms" | "moves"> }): string {
  const ops = records.filter((record) => record.state !== "delivered").map(opOf);
  return JSON.stringify({ linli_outbox: 1, user, device, saved_at: new Date(nowMs).toISOString(), ...clock, ops }, null, 1);
}
