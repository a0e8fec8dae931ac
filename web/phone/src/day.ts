/** Ask what is needed at the doors: only what changed, some households at a time. */

import { offsetMs } from "./clock";
import type { Post, Reply } from "./http";
import type { Database } from "./store/database";
import { had, takeIn, type Had } from "./store/people";
import type { DayAnswer } from "./types";

/** more than any worker's doors: an answer that never ends must. */
const MOST_ANSWERS = 60;

type Told = { serverNow: string; askedMs: number; heardMs: number };
export type Fetched = { is: "ok"; user: string; heard: Told | null } | { is: "other_user"; user: string } | Exclude<Reply<DayAnswer>, { is: "ok" }>;
type Asked = { post: Post; device: string; name: string; user: string; /** Records that this phone lost for good. */ lost?: number; database: Database; language: string; nowMs: () => number };

export async function fetchDay(asked: Asked): Promise<Fetched> {
  let heard: Told | null = null;
  for (let answers = 0; answers < MOST_ANSWERS; answers++) {
    const reply = await ask({ ...asked, ...(await had(asked.database)) });
    if (reply.is === "other_user") return { is: "other_user", user: "" };
    if (reply.is !== "ok") return reply;
    const answer = reply.body;
    if (answer.user.id !== asked.user) return { is: "other_user", user: answer.user.id };
    heard = { serverNow: answer.server_now, askedMs: reply.askedMs, heardMs: reply.heardMs };
    const offset = offsetMs(heard);
    await takeIn({ database: asked.database, answer, offset, nowMs: asked.nowMs(), language: asked.language });
    // An answer that brings nothing new and promises more would be asked for ever.
    if (!answer.more || (answer.households.length === 0 && answer.gone.length === 0)) break;
  }
  return { is: "ok", user: asked.user, heard };
}

/** Ask who is signed in; an answer that is JSON but names nobody is no answer. */
export async function whoIsIn(post: Post): Promise<Reply<{ id: string; name: string }>> {
  const reply = await post<{ id: string; name: string }>("/api/v1/me", {});
  return reply.is === "ok" && typeof reply.body.id !== "string" ? { is: "later", retryAfterS: 0 } : reply;
}

/** Ask once; an answer that is JSON but not a day is no answer. */
async function ask({ post, device, name, lost, have, sections, nowMs }: Pick<Asked, "post" | "device" | "name" | "lost" | "nowMs"> & Had): Promise<Reply<DayAnswer>> {
  const reply = await post<DayAnswer>("/api/v1/day", { device, name, sent_at: new Date(nowMs()).toISOString(), ...(lost ? { lost } : {}), have, sections });
  if (reply.is === "ok" && !(reply.body.user && Array.isArray(reply.body.households) && Array.isArray(reply.body.gone))) return { is: "later", retryAfterS: 0 };
  return reply;
}
