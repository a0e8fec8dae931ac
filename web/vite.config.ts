import { defineConfig } from "vite";

// Fixed names: the server hashes them when it collects static files.
export default defineConfig({
  publicDir: "src/public",
  build: {
    // Offices still run Windows 7 and phones of 2018.
    target: ["es2019", "chrome64", "safari12"],
    outDir: "dist",
    emptyOutDir: true,
    lib: { entry: "src/desk.ts", formats: ["iife"], name: "desk", fileName: () => "desk.js", cssFileName: "desk" },
    // htmx carries an eval that desk.ts switches off (allowEval).
    rolldownOptions: { checks: { eval: false } },
  },
});
