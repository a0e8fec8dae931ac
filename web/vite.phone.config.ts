import { defineConfig } from "vitest/config";
import { installable } from "./phone/build/installable.ts";
import { recovery } from "./phone/build/recovery.ts";
import { serviceWorker } from "./phone/build/service-worker.ts";
import { versionOf } from "./phone/build/version.ts";
import { weight } from "./phone/build/weight.ts";

// The grid worker's phone. Runs after vite.config.ts, which empties dist.
export default defineConfig({
  root: "phone",
  base: "/static/phone/",
  publicDir: false,
  define: { __PAGE__: JSON.stringify(versionOf(new URL("phone/src/", import.meta.url))) },
  plugins: [recovery(), installable(), serviceWorker(), weight({ first: 60 * 1024, further: 20 * 1024 })],
  build: {
    // Cheap phones of 2018.
    target: ["es2019", "chrome64", "safari12"],
    outDir: "../dist/phone",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Chrome 71 and Safari 12.1 have the word, a phone of 2018 has only what it means; libraries use it, and no build lowers a name.
      transform: { define: { globalThis: "self" } },
      input: { main: "phone/index.html", sw: "phone/sw/sw.ts" },
      output: { entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js") },
    },
  },
  test: { include: ["{tests,build,lint}/**/*.test.{ts,js}"], environment: "node" },
});
