import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** Put the recovery script into the page itself: it must work when every other file is gone. */
export function recovery(): Plugin {
  const script = readFileSync(new URL("../recovery.js", import.meta.url), "utf8");
  return {
    name: "linli-recovery",
    transformIndexHtml: (page) => page.replace("<!-- recovery -->", () => `<script>${script}</script>`),
  };
}
