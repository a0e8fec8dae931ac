import { defineConfig } from "vitest/config";
import { recovery } from "./field/build/recovery.ts";
import { serviceWorker } from "./field/build/service-worker.ts";
import { weight } from "./field/build/weight.ts";

// The grid worker's phone. Runs after vite.config.ts, which empties dist.
export default defineConfig({
  root: "field",
  base: "/static/field/",
  publicDir: false,
  plugins: [recovery(), serviceWorker(), weight({ limit: 60 * 1024 })],
  build: {
    // Cheap phones of 2018.
    target: ["es2019", "chrome64", "safari12"],
    outDir: "../dist/field",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { main: "field/index.html", sw: "field/sw/sw.ts" },
      output: { entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js") },
    },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
