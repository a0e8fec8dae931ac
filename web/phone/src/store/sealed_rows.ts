/** What an encrypted row looks like on the disk. */

import type { Sealed } from "./seal";

export function isSealed(value: unknown): value is Sealed {
  const said = value as Partial<Sealed> | null | undefined;
  return Boolean(said && said.iv && said.data);
}
