/** A change of screen is told: the tab says where one is, and who hears the screen is at its heading. */

import { w } from "../words";

let path = "";
let told = false;

/** After each drawing; the first one of all leaves the focus where the browser has it. */
export function arrive(): void {
  const heading = document.querySelector("main h1");
  const title = heading ? (heading.textContent || "").trim() : "";
  document.title = title ? `${title} · ${w("app")}` : w("app");
  if (location.pathname !== path) {
    told = path === "";
    path = location.pathname;
  }
  // A screen whose file is still on its way has another heading when it is there.
  if (told || !heading) return;
  told = !document.querySelector("main [role=status].empty");
  heading.setAttribute("tabindex", "-1");
  (heading as HTMLElement).focus({ preventScroll: true });
}
