import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Fail the build when all of the app together, compressed, is heavier than the limit in bytes. */
export function weight({ limit }: { limit: number }): Plugin {
  return {
    name: "linli-weight",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const weights = Object.values(bundle).map((file) => {
          const source = file.type === "chunk" ? file.code : file.source;
          return { name: file.fileName, bytes: gzipSync(source).length };
        });
        const total = weights.reduce((sum, file) => sum + file.bytes, 0);
        const list = weights.map((file) => `${file.name} ${file.bytes}`).join(", ");
        if (total > limit) throw new Error(`The phone's app weighs ${total} bytes compressed, the limit is ${limit}: ${list}`);
        this.info(`${total} bytes compressed of ${limit}: ${list}`);
      },
    },
  };
}
