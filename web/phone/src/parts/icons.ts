/** Few line drawings, never alone: a word stands beside each. */

import { html, svg, type TemplateResult } from "lit-html";

const PATHS: Record<string, string> = {
  door: "M6 21V4l9-2v19M3 21h18M15 5h4v16M12 12v1",
  tally: "M4 20V10M10 20V4M16 20v-8M22 20H2",
  more: "M4 6h16M4 12h16M4 18h16",
  back: "M15 4 7 12l8 8",
  done: "M4 12l6 6L20 6",
  up: "M12 20V5M5 11l7-7 7 7",
  phone: "M6 3h4l2 5-3 2a12 12 0 0 0 5 5l2-3 5 2v4c0 2-2 3-4 3A17 17 0 0 1 3 7c0-2 1-4 3-4",
  scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16",
};

export function icon(name: string): TemplateResult {
  return drawing(PATHS[name] || "");
}

/** path: in a square of 24 by 24. */
export function drawing(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${svg`<path d=${path} />`}</svg>`;
}
