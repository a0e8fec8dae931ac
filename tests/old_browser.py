"""An old browser: what came after Chrome 64 and Safari 12 is taken out of this one before a page begins."""

import json
import shutil
import subprocess
from functools import cache
from typing import Final

from django.conf import settings

_LIST: Final = settings.BASE_DIR / "web" / "phone" / "lint" / "known.js"
_DATA: Final = settings.BASE_DIR / "web" / "node_modules" / "@mdn" / "browser-compat-data" / "data.json"
# The same list that `npm run lint` holds what is built against.
_SAY: Final = """import(process.argv[1]).then(({ newerThanOldest }) => {
  const { globals, members } = newerThanOldest();
  process.stdout.write(JSON.stringify({ globals: [...globals], members: [...members] }));
})"""
# One of each kind: a name, an object, a function, a method of a list, of the page, of the browser.
_SEEN_GONE: Final = [
    "globalThis",
    "queueMicrotask",
    "structuredClone",
    "AbortController",
    "IntersectionObserver",
    "ResizeObserver",
    "Promise.allSettled",
    "Object.fromEntries",
    "Array.prototype.flat",
    "String.prototype.replaceAll",
    "navigator.locks",
    "crypto.randomUUID",
    "Element.prototype.toggleAttribute",
    "Element.prototype.replaceChildren",
]
# What hangs on prototypes and on objects, then the objects themselves. Big numbers stay: Playwright finds nothing without.
_TAKE_OUT: Final = """(({ globals, members }, LEFT) => {
  let taken = 0;
  const take = (from, name) => { if (from && Object.prototype.hasOwnProperty.call(from, name) && delete from[name]) taken += 1; };
  for (const path of members) {
    const [owner, name] = path.split('.');
    const thing = self[owner];
    if (!thing) continue;
    take(thing.prototype, name);
    take(thing, name);
  }
  for (const name of globals.filter((name) => !/^Big/.test(name))) { take(self, name); take(Window.prototype, name); }
  const stands = (path) => { try { return eval(path) !== undefined; } catch { return false; } };
  document.addEventListener('DOMContentLoaded', () => {
    document.documentElement.dataset.takenOut = String(taken);
    document.documentElement.dataset.left = LEFT.filter(stands).join(' ');
  });
})"""


def is_here() -> bool:
    """Whether node and the list of what browsers have are there: npm ci in web/."""
    return _DATA.exists() and shutil.which("node") is not None


@cache
def take_out_what_is_newer() -> str:
    """Return a script for the beginning of every page.

    The page says on its root how many it took out, and what is still there of _SEEN_GONE. Without `globalThis`,
    Playwright evaluates nothing in the page: tests look and tap, and the clock is the real one.
    """
    said = subprocess.run(
        [shutil.which("node") or "node", "-e", _SAY, str(_LIST)], capture_output=True, check=True, text=True
    )
    return f"{_TAKE_OUT}({said.stdout}, {json.dumps(_SEEN_GONE)})"
