import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/** Tell the service worker which files make up this version. */
export function serviceWorker(): Plugin {
  return {
    name: "linli-service-worker",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const worker = bundle["sw.js"];
        const page = bundle["index.html"];
        if (worker?.type !== "chunk" || page?.type !== "asset") throw new Error("sw.js or index.html is missing");
        const files = Object.keys(bundle).filter((name) => name.startsWith("assets/")).sort();
        const version = createHash("sha256").update(files.join("\n")).update(page.source).digest("hex").slice(0, 12);
        const known = worker.code;
        worker.code = known.replace("__VERSION__", version).replace(/["'`]__FILES__["'`]/, JSON.stringify(files.map((name) => `/static/phone/${name}`)));
        // The mark in a file's name may hold two underlines too.
        if (["__VERSION__", "__FILES__"].some((place) => worker.code.includes(place))) throw new Error("a placeholder of sw.ts was not filled");
      },
    },
  };
}
