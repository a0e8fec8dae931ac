import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/** Name what is built of the files below a folder: the same files, the same name. */
export function versionOf(folder: URL): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => `${file.parentPath}/${file.name}`).sort();
  const digest = createHash("sha256");
  for (const path of paths) digest.update(path.slice(folder.pathname.length)).update("\0").update(readFileSync(path)).update("\0");
  return digest.digest("hex").slice(0, 12);
}
