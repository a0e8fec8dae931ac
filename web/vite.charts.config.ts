import { defineConfig } from "vite";

// Charts, on the few pages that draw. Runs after vite.config.ts, which empties dist.
export default defineConfig({
  publicDir: false,
  // A library is built without this, and ECharts asks for it in the browser, where there is no process.
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  build: {
    target: ["es2019", "chrome64", "safari12"],
    outDir: "dist",
    emptyOutDir: false,
    lib: { entry: "src/charts.ts", formats: ["iife"], name: "charts", fileName: () => "chart.js" },
    // Drawing weighs more than the desk itself; that is why it is a file of its own.
    chunkSizeWarningLimit: 700,
  },
});
