/** Send photographs one by one, after everything else: pure decisions, with the network and the disk passed in. */

import { problemOf, read, type Heard, type Reply } from "./http";
import { waitMs } from "./outbox";
import type { PictureRecord } from "./store/pictures";

/** absent: what it shows is not with the server (yet). */
export type PictureReply = Reply<{ id: string; status: string }> | { is: "absent" };

/** How often a picture whose subject has not come is tried again, at the most. */
const LONGEST_WAIT_MS = 3600000;

export function readPicture(heard: Heard): PictureReply {
  const said = problemOf(heard) || { code: "", detail: "" };
  if (heard.status === 404 && said.code === "no_subject") return { is: "absent" };
  if ((heard.status === 409 && said.code === "id_reused") || (heard.status === 415 && said.code === "not_picture")) return { is: "refused", status: heard.status, detail: said.detail };
  return read(heard);
}

/** What may go now, in the order it was taken. */
export function toSend({ records, nowMs }: { records: readonly PictureRecord[]; nowMs: number }): PictureRecord[] {
  return records
    .filter((record) => record.state === "waiting")
    // A clock put back must not hold a picture for days.
    .filter((record) => record.not_before <= nowMs || record.not_before > nowMs + LONGEST_WAIT_MS)
    .sort((a, b) => a.tries - b.tries || (a.id < b.id ? -1 : 1));
}

export type Ways = {
  post: (record: PictureRecord) => Promise<PictureReply>;
  records: () => Promise<PictureRecord[]>;
  delivered: (id: string) => Promise<void>;
  change: (id: string, changes: Partial<PictureRecord>) => Promise<void>;
  nowMs: () => number;
  unreadable: string;
};
export type Sent = { delivered: number; stop: "done" | "later" | "signed_out" | "csrf" | "revoked" | "other_user"; retryAfterS: number };

/** Send what may go; one picture that cannot go holds no other up, and a network that is gone ends it. */
export async function flush(ways: Ways): Promise<Sent> {
  const result: Sent = { delivered: 0, stop: "done", retryAfterS: 0 };
  for (const record of toSend({ records: await ways.records(), nowMs: ways.nowMs() })) {
    const reply = await ways.post(record);
    if (reply.is === "ok" && reply.body.id === record.id) {
      await ways.delivered(record.id);
      result.delivered += 1;
    } else if (reply.is === "absent" || (reply.is === "refused" && reply.status === 500)) {
      const tries = record.tries + 1;
      await ways.change(record.id, { tries, not_before: ways.nowMs() + Math.min(LONGEST_WAIT_MS, waitMs({ failures: tries, retryAfterS: 0 }) * tries) });
    } else if (reply.is === "refused") {
      await ways.change(record.id, { state: "refused", reason: reply.detail || ways.unreadable });
    } else {
      result.stop = reply.is === "ok" ? "later" : reply.is;
      result.retryAfterS = reply.is === "later" ? reply.retryAfterS : 0;
      break;
    }
  }
  return result;
}
