/** UUIDv7: sorts by the millisecond it was made in. crypto.randomUUID is missing on plain http. */

let lastMs = 0;
let counter = 0;

export function newId({ nowMs, random = randomBytes }: { nowMs: number; random?: (count: number) => Uint8Array }): string {
  const bytes = random(16);
  // Ids of one millisecond, or of a clock that was put back, still follow one another: twelve bits count on.
  if (nowMs > lastMs || nowMs < lastMs - 1000) {
    lastMs = nowMs;
    counter = ((bytes[6] ?? 0) & 0x07) * 256 + (bytes[7] ?? 0);
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  let rest = lastMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return written(bytes);
}

/** A random id that says nothing of when it was made: for the phone itself. */
export function randomId(): string {
  const bytes = randomBytes(16);
  bytes[6] = 0x40 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return written(bytes);
}

export function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `0${byte.toString(16)}`.slice(-2)).join("");
}

function written(bytes: Uint8Array): string {
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
