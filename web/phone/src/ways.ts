/** How this phone sends: from which disk, what first, and how much at once. */

import { post } from "./http";
import { keep, readAgain, row } from "./memory";
import { BATCH } from "./outbox";
import { redraw, state } from "./state";
import type { Database } from "./store/database";
import * as outbox from "./store/outbox";
import { flush, type Ways } from "./sync";
import type { OutboxRecord } from "./types";
import { feverFrom, URGENCY, urgencyOf, type Urgency } from "./urgency";
import { w } from "./words";

let size = 0;

export async function waysOf(database: Database): Promise<Ways> {
  size = size || (await row("message_size")) || BATCH;
  return {
    post,
    device: state.device,
    records: () => outbox.all(database),
    write: (records) => outbox.change(database, records),
    nowMs: () => Date.now(),
    unreadable: w("unreadable"),
    urgency,
    size: {
      read: () => size,
      keep: (next) => {
        size = next;
        void keep("message_size", next).catch(() => undefined); // a full phone learns it anew
      },
    },
  };
}

export function urgency(record: OutboxRecord): Urgency {
  const day = state.everything.day;
  return urgencyOf({ record, fever_tenths: feverFrom(day ? day.protocols : {}) });
}

/** Emergencies that nobody has been told of through this phone. */
export function emergenciesNotOut(): OutboxRecord[] {
  return state.records.filter((record) => record.state !== "delivered" && urgency(record) === URGENCY.EMERGENCY);
}

/** The phone itself says that its network is gone: nothing need be tried to know it. */
export function wentOffline(): void {
  if (state.net !== "signed_out") state.net = "later";
  state.why = "no_network";
  redraw();
}

let going = false;

/** Send emergencies beside whatever is on its way: none waits for a message of checks, or for the next turn. */
export async function sendEmergencies(): Promise<void> {
  const database = state.database;
  if (!database || going || state.revoked || state.net === "signed_out") return;
  if (!emergenciesNotOut().some((record) => record.state === "waiting")) return;
  going = true;
  try {
    const ways = await waysOf(database);
    const records = async (): Promise<OutboxRecord[]> => (await ways.records()).filter((record) => urgency(record) === URGENCY.EMERGENCY);
    await flush({ ...ways, records });
  } catch {
    // What this could not do, the round does.
  } finally {
    going = false;
    await readAgain();
    redraw();
  }
}
