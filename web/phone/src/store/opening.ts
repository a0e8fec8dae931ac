/** Open the database, or say in time why not: a start that waits for it must never wait for ever. */

import { open, type Database } from "./database";
import { StorageTrouble, troubleOf } from "./trouble";

/** Longer than a slow phone takes, shorter than the page's own script waits before it offers help. */
const PATIENCE_MS = 6000;

/** late: called when it answers after all. */
export async function opened({ user, late }: { user: string; late: (database: Database) => void }): Promise<Database> {
  if (typeof indexedDB === "undefined" || !indexedDB) throw new StorageTrouble("none");
  let given = false;
  const asked = open(user);
  asked.then((database) => given && late(database), () => undefined);
  const silent = new Promise<never>((_, refuse) =>
    setTimeout(() => {
      given = true;
      refuse(new StorageTrouble("silent"));
    }, PATIENCE_MS),
  );
  try {
    return await Promise.race([asked, silent]);
  } catch (error) {
    throw new StorageTrouble(troubleOf(error) || "failed");
  }
}
