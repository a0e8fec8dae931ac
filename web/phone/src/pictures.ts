/** Photographs: taken, kept apart from the outbox, and sent when there is time. Loaded only where there is one. */

import { csrfToken, exchange, renewToken } from "./http";
import { newId } from "./ids";
import { keep } from "./memory";
import { waitMs } from "./outbox";
import { flush, readPicture, type PictureReply } from "./picture_queue";
import { shrink } from "./shrink";
import { redraw, state } from "./state";
import * as store from "./store/pictures";
import { w } from "./words";

let failures = 0;
let notBefore = 0;

/** Keep a chosen photograph for sending and say its id, by which a fact may name it at once. */
export async function take(file: Blob, shown: store.Shown): Promise<{ is: "kept"; id: string } | { is: "unreadable" } | { is: "full" }> {
  const bytes = await shrink(file);
  if (!bytes) return { is: "unreadable" };
  const nowMs = Date.now();
  const id = newId({ nowMs });
  // Counted first: a page that ends in between looks for one too many, and never for one too few.
  await count(state.pictures + 1);
  const database = await store.open(state.user);
  try {
    await store.add(database, { ...shown, id, bytes, taken_at: nowMs, state: "waiting", not_before: 0, tries: 0, reason: "", saved_to_file: false });
  } catch {
    return { is: "full" }; // most likely QuotaExceededError; whatever it is, the picture is not on the disk
  } finally {
    await told(database);
  }
  void send("soon");
  return { is: "kept", id };
}

/** Send what waits; "soon": not while the network was gone a moment ago. */
export async function send(hurry: "now" | "soon"): Promise<void> {
  if ((hurry === "soon" && Date.now() < notBefore) || !state.user) return;
  const database = await store.open(state.user);
  const work = (): ReturnType<typeof flush> =>
    flush({
      post: (record) => post(record),
      records: () => store.all(database),
      delivered: (id) => store.delivered(database, id),
      change: (id, changes) => store.change(database, id, changes),
      nowMs: () => Date.now(),
      unreadable: w("photo_unreadable"),
    });
  try {
    let sent = await work();
    if (sent.stop === "csrf" && (await renewToken())) sent = await work();
    failures = sent.stop === "done" ? 0 : failures + 1;
    notBefore = sent.stop === "done" ? 0 : Date.now() + waitMs({ failures, retryAfterS: sent.retryAfterS });
  } finally {
    await told(database);
  }
}

/** Send a refused one once more, as it is. */
export async function again(id: string): Promise<void> {
  const database = await store.open(state.user);
  await store.change(database, id, { state: "waiting", tries: 0, not_before: 0, reason: "" });
  await told(database);
  await send("now");
}

/** Hand a refused one over as a file, and remember that it was. */
export async function saveToFile(id: string): Promise<void> {
  const database = await store.open(state.user);
  const record = (await store.all(database)).find((one) => one.id === id);
  if (record) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([record.bytes], { type: "image/jpeg" }));
    link.download = `linli-${id}.jpg`;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    await store.change(database, id, { saved_to_file: true });
  }
  await told(database);
}

export async function putAside(id: string): Promise<void> {
  const database = await store.open(state.user);
  await store.putAside(database, id);
  await told(database);
}

async function post(record: store.PictureRecord): Promise<PictureReply> {
  const said: Record<string, string> = { id: record.id, kind: record.kind, subject: record.subject, device: state.device, taken_at: new Date(record.taken_at).toISOString() };
  const query = Object.keys(said).map((name) => `${name}=${encodeURIComponent(said[name] || "")}`).join("&");
  const heard = await exchange({ path: `/api/v1/pictures?${query}`, type: "image/jpeg", body: record.bytes, token: csrfToken() });
  return typeof heard === "string" ? { is: "later", retryAfterS: 0, why: heard } : readPicture(heard);
}

/** Let the screens know what still waits, and close. */
async function told(database: store.Pictures): Promise<void> {
  const records = await store.all(database);
  database.close();
  state.pictureRows = records.map(({ bytes, ...row }) => ({ ...row, size: bytes.byteLength }));
  await count(records.length);
}

async function count(pictures: number): Promise<void> {
  state.pictures = pictures;
  await keep("pictures", pictures || undefined);
  redraw();
}
