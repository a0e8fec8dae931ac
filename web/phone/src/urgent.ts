/** How many emergencies wait for this user's word: asked by itself while the app is open. */

import { post } from "./http";
import { redraw, state } from "./state";

export const URGENT_EVERY_MS = 45000;
type Answer = { answers: boolean; waiting: number };

let asking = false;
/** Who was told that nothing ever waits for them: a worker is not asked about again. */
let nobody = "";

export async function askUrgent(): Promise<void> {
  if (asking || !state.user || state.user === nobody || state.revoked || state.net === "signed_out") return;
  asking = true;
  const user = state.user;
  const reply = await post<Answer>("/api/v1/urgent", {});
  asking = false;
  if (reply.is === "signed_out") state.urgent = 0;
  if (reply.is !== "ok" || typeof reply.body.waiting !== "number") return;
  if (!reply.body.answers) nobody = user;
  if (state.urgent === reply.body.waiting) return;
  state.urgent = reply.body.waiting;
  redraw();
}
