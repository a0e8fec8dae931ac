/** Send the outbox: batch by batch, answered item by item; one poison record holds nobody up. */

import type { Post, Reply } from "./http";
import { answered, batchesOf, opOf, rejected, toSend, TRIES } from "./outbox";
import { sending } from "./time";
import type { OutboxRecord, SyncAnswer } from "./types";

/** Why sending stopped; "done": nothing is left to send now. */
export type Stop = "done" | "later" | "signed_out" | "csrf" | "revoked" | "other_user";
export type Flushed = { stop: Stop; delivered: number; held: number; retryAfterS: number; offset: { serverNow: string; askedMs: number; heardMs: number } | null };

type Ways = {
  post: Post;
  device: string;
  /** Read afresh for each flush: another tab may have sent or added. */
  records: () => Promise<OutboxRecord[]>;
  write: (records: OutboxRecord[]) => Promise<void>;
  nowMs: () => number;
  unreadable: string;
};

/** After so many single records that broke the server, with none taken, the server itself is broken. */
const BROKEN_AFTER = 3;

export async function flush(ways: Ways): Promise<Flushed> {
  const result: Flushed = { stop: "done", delivered: 0, held: 0, retryAfterS: 0, offset: null };
  const queue = batchesOf(toSend({ records: await ways.records(), nowMs: ways.nowMs() }));
  const broke: OutboxRecord[] = [];
  let taken = false;
  while (queue.length) {
    const batch = queue.shift() as OutboxRecord[];
    const reply: Reply<SyncAnswer> = await ways.post("/api/v1/sync", {
      device: ways.device,
      ...sending(),
      ops: batch.map(opOf),
    });
    if (reply.is === "ok" && Array.isArray(reply.body.answers)) {
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
    } else {
      result.stop = reply.is === "ok" || reply.is === "later" ? "later" : reply.is;
      result.retryAfterS = reply.is === "later" ? reply.retryAfterS : 0;
      break;
    }
  }
  if (broke.length) {
    if (taken) await ways.write(broke.map((record) => tried(record, ways.unreadable)));
    if (result.stop === "done") result.stop = "later";
  }
  return result;
}

/** The server took others in the same breath, so it is this record. */
function tried(record: OutboxRecord, unreadable: string): OutboxRecord {
  const again = { ...record, tries: record.tries + 1 };
  return again.tries >= TRIES ? rejected(again, unreadable, "malformed") : again;
}
