/** When an open page locks by itself: idle by either clock, or the phone's clock was put back. */

export const IDLE_MS = 5 * 60 * 1000;
/** A network puts a clock right by seconds; who puts it back by more wants the idle minutes back. */
const PUT_BACK_MS = 30 * 1000;

/** wall: the phone's clock, which a hand can turn. steady: since the page opened, which stands still while a phone sleeps. */
export type Moment = { wall: number; steady: number };

export function moment(): Moment {
  return { wall: Date.now(), steady: performance.now() };
}

export function isIdle({ since, now }: { since: Moment; now: Moment }): boolean {
  const [wall, steady] = [now.wall - since.wall, now.steady - since.steady];
  return wall >= IDLE_MS || steady >= IDLE_MS || wall < steady - PUT_BACK_MS;
}
