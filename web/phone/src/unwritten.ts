/** Facts that the disk did not take: kept in memory until they are saved, under the ids they will be saved with. */

import type { OutboxRecord } from "./types";

function sameSubject(a: OutboxRecord, b: OutboxRecord): boolean {
  return a.kind === b.kind && a.about.household === b.about.household && a.about.title === b.about.title;
}

/** Facts that are saved once more as they were keep their id and hour: a file that has them already and the phone then say one thing. */
export function asBefore({ made, unwritten }: { made: readonly OutboxRecord[]; unwritten: readonly OutboxRecord[] }): OutboxRecord[] {
  return made.map((record) => {
    const before = unwritten.find((old) => sameSubject(old, record) && JSON.stringify(old.data) === JSON.stringify(record.data));
    return before ? { ...record, id: before.id, claimed_at: before.claimed_at, clock: before.clock } : record;
  });
}

/** All that is not on the disk once these were not written either: of a subject only what was last typed. */
export function withUnwritten({ made, unwritten }: { made: readonly OutboxRecord[]; unwritten: readonly OutboxRecord[] }): OutboxRecord[] {
  return [...withoutWritten({ made, unwritten }), ...made];
}

export function withoutWritten({ made, unwritten }: { made: readonly OutboxRecord[]; unwritten: readonly OutboxRecord[] }): OutboxRecord[] {
  return unwritten.filter((old) => !made.some((record) => sameSubject(old, record)));
}
