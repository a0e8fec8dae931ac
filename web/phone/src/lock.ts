/** One flush at a time on this phone, as far as the browser helps; two would do no harm, ids are the same. */

type Row = { owner: string; until: number };
export type LockStore = { tryLock: (row: Row, nowMs: number) => Promise<boolean>; unlock: (owner: string) => Promise<void> };

/** A page that is gone holds up the next one so long; one that is there says so more often. */
const HELD_MS = 10000;
const RENEWED_MS = 3000;

export async function alone<T>({ name, owner, store, nowMs, work }: { name: string; owner: string; store: LockStore; nowMs: number; work: () => Promise<T> }): Promise<T | null> {
  const locks = typeof navigator === "undefined" ? undefined : (navigator as { locks?: LockManager }).locks;
  if (locks) return locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : null)) as Promise<T | null>;
  // On a full phone nobody can take it; what waits is sent all the same.
  if (!(await store.tryLock({ owner, until: nowMs + HELD_MS }, nowMs).catch(() => true))) return null;
  const takenAt = Date.now();
  const renewing = setInterval(() => {
    const now = nowMs + Date.now() - takenAt;
    void store.tryLock({ owner, until: now + HELD_MS }, now).catch(() => false);
  }, RENEWED_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    await store.unlock(owner).catch(() => undefined);
  }
}
