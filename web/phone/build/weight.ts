import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** A file as it is built. isEntry: the page or the service worker begins with it; imports: what it cannot begin without. */
export type Built = { name: string; source: string | Uint8Array; isScript: boolean; isEntry: boolean; imports: readonly string[] };
export type Limits = { first: number; further: number };
export type Weights = { first: Record<string, number>; further: Record<string, number> };

/** Weigh files compressed: those the doors open with, and the scripts that come when somebody needs them. */
export function weigh(files: readonly Built[]): Weights {
  const first = new Set(files.filter((file) => file.isEntry || !file.isScript).map((file) => file.name));
  const byName = new Map(files.map((file) => [file.name, file]));
  // A set grows while it is walked.
  first.forEach((name) => byName.get(name)?.imports.forEach((needed) => first.add(needed)));
  const weights: Weights = { first: {}, further: {} };
  for (const file of files) weights[first.has(file.name) ? "first" : "further"][file.name] = gzipSync(file.source).length;
  return weights;
}

/** Say what is too heavy, in bytes: the first files all together, and each further one by itself. */
export function tooHeavy(weights: Weights, limits: Limits): string[] {
  const faults: string[] = [];
  const together = sum(weights.first);
  if (together > limits.first) faults.push(`What the doors open with weighs ${together} bytes compressed, the limit is ${limits.first}: ${list(weights.first)}`);
  for (const [name, bytes] of Object.entries(weights.further)) {
    if (bytes > limits.further) faults.push(`${name} weighs ${bytes} bytes compressed, the limit of a file that comes later is ${limits.further}`);
  }
  return faults;
}

/** Fail the build when files are heavier than the limits, in bytes compressed. */
export function weight(limits: Limits): Plugin {
  return {
    name: "linli-weight",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const weights = weigh(
          Object.values(bundle).map((file) =>
            file.type === "chunk"
              ? { name: file.fileName, source: file.code, isScript: true, isEntry: file.isEntry, imports: file.imports }
              : { name: file.fileName, source: file.source, isScript: false, isEntry: false, imports: [] },
          ),
        );
        const faults = tooHeavy(weights, limits);
        if (faults.length) throw new Error(faults.join("\n"));
        this.info(`${sum(weights.first)} bytes compressed of ${limits.first}: ${list(weights.first)}; later, each of ${limits.further}: ${list(weights.further)}`);
      },
    },
  };
}

function sum(weights: Record<string, number>): number {
  return Object.values(weights).reduce((all, bytes) => all + bytes, 0);
}

function list(weights: Record<string, number>): string {
  return Object.entries(weights)
    .map(([name, bytes]) => `${name} ${bytes}`)
    .join(", ");
}
