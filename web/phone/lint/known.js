/** What the oldest browsers lack, by name, from MDN's browser-compat-data. */

import { readFileSync } from "node:fs";

/** Cheap phones of 2018: the same two that the builds are made for (vite.*.config.ts, build.target). */
const OLDEST = { chrome: 64, safari_ios: 12 };
const DATA = new URL("../../node_modules/@mdn/browser-compat-data/data.json", import.meta.url);
/** Objects that a script finds under a name of their own. */
const SINGLE = { navigator: "Navigator", document: "Document", crypto: "Crypto", performance: "Performance", history: "History", location: "Location", screen: "Screen", caches: "CacheStorage", localStorage: "Storage", sessionStorage: "Storage", indexedDB: "IDBFactory", visualViewport: "VisualViewport" };
/** WebAssembly.Memory has a name of its own; Intl.x hangs on Intl. */
const NAMED = /^[A-Za-z_]\w*$/;

/** Say whether both of the oldest have it, without a switch, a prefix or another name. */
function isOld(compat) {
  return Object.keys(OLDEST).every((browser) => {
    const told = compat.support[browser];
    return (Array.isArray(told) ? told : told ? [told] : []).some((one) => {
      const since = Number.parseFloat(String(one.version_added).replace("≤", ""));
      return since <= OLDEST[browser] && !(Number.parseFloat(one.version_removed) <= OLDEST[browser]) && !one.flags && !one.prefix && !one.alternative_name;
    });
  });
}

/** globals: names that stand by themselves; members: "Owner.name"; methods: names that an old object has only since. */
export function newerThanOldest() {
  const { api, javascript } = JSON.parse(readFileSync(DATA, "utf8"));
  const globals = new Map();
  const members = new Map();
  const methods = new Map();
  const note = (map, name, old) => map.set(name, map.get(name) || old);
  for (const [owner, entry] of [...Object.entries(api), ...Object.entries(javascript.builtins)]) {
    if (!entry.__compat || !NAMED.test(owner)) continue;
    const ownerIsOld = isOld(entry.__compat);
    note(globals, owner, ownerIsOld);
    for (const [key, member] of Object.entries(entry)) {
      const name = key.replace(/_static$/, "");
      if (!member.__compat || !NAMED.test(name) || name.endsWith("_event") || name === owner) continue;
      const old = ownerIsOld && isOld(member.__compat);
      note(members, `${owner}.${name}`, old);
      // What is newer as a whole is caught where it is made or asked for.
      if (ownerIsOld) note(methods, name, old);
      if (owner === "Window" || owner === "WorkerGlobalScope") note(globals, name, old);
    }
  }
  const newer = (map) => new Set([...map].filter(([, old]) => !old).map(([name]) => name));
  return { globals: newer(globals), members: newer(members), methods: newer(methods), single: SINGLE };
}
