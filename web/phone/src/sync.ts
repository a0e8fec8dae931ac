/** Send the outbox: batch by batch, answered item by item; one poison record holds nobody up. */

import type { Post, Reply, Why } from "./http";
import { answered, BATCH, batchesOf, opOf, rejected, toSend, TRIES } from "./outbox";
import { nextSize } from "./thin";
import { sending } from "./time";
import type { OutboxRecord, SyncAnswer } from "./types";
import { URGENCY, type Urgency } from "./urgency";

/** Why sending stopped; "done": nothing is left to send now. */
export type Stop = "done" | "later" | "signed_out" | "csrf" | "revoked" | "other_user";
export type Flushed = { stop: Stop; delivered: number; held: number; retryAfterS: number; why?: Why | undefined; offset: { serverNow: string; askedMs: number; heardMs: number } | null };

export type Ways = {
  post: Post;
  device: string;
  /** Read afresh for each flush: another tab may have sent or added. */
  records: () => Promise<OutboxRecord[]>;
  write: (records: OutboxRecord[]) => Promise<void>;
  nowMs: () => number;
  unreadable: string;
  /** How urgent a record is; without it they go in the order they were done. */
  urgency?: (record: OutboxRecord) => Urgency;
  /** How many records the next message holds: as the line allowed last time, and remembered for the next. */
  size?: { read: () => number; keep: (size: number) => void };
};

/** The code of a record that the server broke over; it has none of its own. */
export const BROKEN = "broken";
/** So often in one go a message is halved that got no answer; then the line is gone, and not thin. */
const HALVINGS = 2;
/** After so many single records that broke the server, with none taken, the server itself is broken. */
const BROKEN_AFTER = 3;

export async function flush(ways: Ways): Promise<Flushed> {
  const result: Flushed = { stop: "done", delivered: 0, held: 0, retryAfterS: 0, offset: null };
  const queue = batchesOf(toSend({ records: await ways.records(), nowMs: ways.nowMs(), ...(ways.urgency ? { urgency: ways.urgency } : {}) }), ways.urgency);
  const broke: OutboxRecord[] = [];
  let taken = false;
  let size = ways.size ? ways.size.read() : BATCH;
  let unheard = 0;
  const resize = (sent: number, tookMs: number | null): void => {
    const next = nextSize({ size, sent, tookMs });
    if (next !== size && ways.size) ways.size.keep(next);
    size = next;
  };
  while (queue.length) {
    const group = queue.shift() as OutboxRecord[];
    const batch = group.slice(0, size);
    if (group.length > size) queue.unshift(group.slice(size));
    const reply: Reply<SyncAnswer> = await ways.post("/api/v1/sync", {
      device: ways.device,
      ...sending(),
      ops: batch.map(opOf),
    });
    if (reply.is === "ok" && isAnswer(reply.body)) {
      unheard = 0;
      resize(batch.length, reply.heardMs - reply.askedMs);
      const changed = answered({ records: batch, answers: reply.body.answers, nowMs: ways.nowMs() });
      await ways.write(changed);
      taken = taken || changed.length > 0;
      result.delivered += changed.filter((record) => record.state === "delivered").length;
      result.held += reply.body.answers.filter((answer) => answer.status === "held" && answer.code !== "no_post").length;
      result.offset = { serverNow: reply.body.server_now, askedMs: reply.askedMs, heardMs: reply.heardMs };
      // An answer that leaves records out is no answer to them: they stay for the next time.
      if (changed.length < batch.length) result.stop = "later";
    } else if (reply.is === "refused" && batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      queue.unshift(batch.slice(0, half), batch.slice(half));
    } else if (reply.is === "refused" && reply.status !== 500) {
      await ways.write(batch.map((record) => rejected(record, reply.detail || ways.unreadable, "malformed")));
    } else if (reply.is === "refused") {
      broke.push(...batch);
      if (!taken && broke.length >= BROKEN_AFTER) {
        result.stop = "later";
        break;
      }
    } else if (reply.is === "later" && reply.why === "no_answer" && batch.length > 1 && unheard < HALVINGS) {
      unheard += 1;
      resize(batch.length, null);
      queue.unshift(batch);
    } else {
      if (reply.is === "later" && reply.why === "no_answer") resize(batch.length, null);
      result.stop = reply.is === "ok" || reply.is === "later" ? "later" : reply.is;
      result.retryAfterS = reply.is === "later" ? reply.retryAfterS : 0;
      result.why = reply.is === "later" ? reply.why : "stranger";
      break;
    }
  }
  if (broke.length) {
    if (taken) await ways.write(broke.map((record) => tried(record, ways)));
    if (result.stop === "done") result.stop = "later";
    result.why = result.why || "down";
  }
  return result;
}

/** JSON of a stranger's is no answer, whatever its status says. */
function isAnswer(body: SyncAnswer): boolean {
  return Array.isArray(body.answers) && body.answers.every((answer) => Boolean(answer) && typeof answer.id === "string" && typeof answer.status === "string");
}

/** The server took others in the same breath, so it is this record; an emergency goes on being told all the same. */
function tried(record: OutboxRecord, { unreadable, urgency }: Pick<Ways, "unreadable" | "urgency">): OutboxRecord {
  const again = { ...record, tries: record.tries + 1 };
  const urgent = urgency && urgency(record) === URGENCY.EMERGENCY;
  return again.tries >= TRIES && !urgent ? rejected(again, unreadable, BROKEN) : again;
}
