/** Where in the app: the path under /w/. */

import { redraw } from "./state";

/** of: what of it, where there is more than one thing. */
export type Place = { page: string; id: string; of: string };

const SCROLLED = new Map<string, number>();

export function place(): Place {
  const [page = "", id = "", of = ""] = location.pathname.replace(/^\/w\//, "").split("/");
  return { page, id, of };
}

export function go(path: string): void {
  SCROLLED.set(location.pathname, window.scrollY);
  history.pushState(null, "", path);
  redraw();
  // The list comes back where it was; every other page begins at its top.
  setTimeout(() => window.scrollTo(0, path === "/w/" ? SCROLLED.get(path) || 0 : 0), 0);
}

/** To the top of the list, where something is to be done first. */
export function goToTop(path: string): void {
  SCROLLED.delete(path);
  go(path);
}

/** Links of the app change the page without asking the network. */
export function followLinks(): void {
  window.addEventListener("popstate", redraw);
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest ? (event.target as Element).closest("a") : null;
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || link.target || link.hasAttribute("download")) return;
    if (link.origin !== location.origin || link.pathname.indexOf("/w/") !== 0) return;
    event.preventDefault();
    go(link.pathname);
  });
}
