"""The words of the screens: collected from code and templates, checked to be complete in English, compiled.

    python -m tools.messages collect   brings every app's locale/en/…/django.po up to date; new words are left empty
    python -m tools.messages check     fails when a word has no English, or a catalogue is not up to date
    python -m tools.messages compile   writes the .mo files that Django reads

Sources are Chinese, so the Chinese screens need no catalogue. A word stands in the catalogue of its app; what several apps
say stands in linli/locale, unless an app had it first: so a new app changes no catalogue but its own. Babel does the
reading and writing: GNU gettext is not on every machine that Linli must be set up on.
"""

import ast
import io
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[1]
LINLI: Final = ROOT / "linli"
PLACE: Final = Path("locale", "en", "LC_MESSAGES", "django.po")
SHARED: Final = ""  # the catalogue of what several apps say
KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}

Id = str | tuple[str, ...]


@cache
def apps() -> frozenset[str]:
    """Return the apps whose catalogue Django finds by itself: those of INSTALLED_APPS that lie right under linli/."""
    settings = ast.parse((LINLI / "config" / "settings.py").read_text())
    for node in settings.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "INSTALLED_APPS":
            names = ast.literal_eval(node.value)
            under = [name.removeprefix("linli.") for name in names if name.startswith("linli.")]
            return frozenset(name for name in under if "." not in name)
    sys.exit("settings.py has no INSTALLED_APPS")


def _path(app: str) -> Path:
    return LINLI / app / PLACE


def _found() -> Iterator[tuple[str, Id]]:
    """Yield (app, words) of every marked string; SHARED for what lies in no app."""
    from django.utils.translation.template import templatize

    for path in sorted([*LINLI.rglob("*.py"), *LINLI.rglob("*.html")]):
        parts = path.relative_to(LINLI).parts
        if "tests" in parts:
            continue
        app = parts[0] if parts[0] in apps() else SHARED
        code = path.read_text()
        if path.suffix == ".html":
            # As one line of Python, since the blanked-out rest of a template has no Python's indentation; without its comments,
            # or what follows one would be part of it.
            lines = templatize(code, origin=str(path)).split("\n")
            code = " ".join(line for line in lines if not line.lstrip().startswith("#"))
        for _line, words, _comments, _context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            yield app, words


def _known() -> dict[str, Catalog]:
    """Return the catalogues that there are, by app."""
    found = {}
    for app in sorted({SHARED, *apps()}):
        if _path(app).exists():
            with _path(app).open("rb") as file:
                found[app] = read_po(file, locale="en")
    return found


def _home(text: str, users: set[str], known: dict[str, Catalog]) -> str:
    """Return in whose catalogue a text stands: where it is known, else of the one app that says it, else SHARED.

    An app may know words that others say for it, such as those of its rights in staff/rights.py.
    """
    homes = [app for app in (*sorted(users), *known) if app in known and known[app].get(text)]
    if homes:
        return homes[0]
    return next(iter(users)) if len(users) == 1 else SHARED


def _updated() -> dict[str, Catalog]:
    """Return the catalogues with today's words: known English kept, new words empty, gone ones dropped."""
    known = _known()
    said: dict[str, set[Id]] = defaultdict(set)
    users: dict[str, set[str]] = defaultdict(set)
    for app, words in _found():
        text = words[0] if isinstance(words, tuple) else words
        if text:
            users[text].add(app)
            said[text].add(words)
    fresh: dict[str, Catalog] = {}
    for text, forms in said.items():
        home = _home(text, users[text], known)
        catalog = fresh.setdefault(home, Catalog(locale="en", charset="utf-8", project="Linli", fuzzy=False))
        before = known[home].get(text) if home in known else None
        for words in sorted(forms, key=str):
            catalog.add(words, before.string if before else None)
    return fresh


def _text(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(
        file,
        catalog,
        omit_header=True,
        sort_output=True,
        no_location=True,  # or a new app that says 保存 would change the catalogue of all
        width=118,
        ignore_obsolete=True,
    )
    header = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    plural = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    return f"{header}{plural}".encode() + file.getvalue()


def collect() -> int:
    """Bring the catalogues up to date and say how many words of which wait for English."""
    updated = _updated()
    for app in _known().keys() - updated.keys():
        _path(app).unlink()  # nothing is said there any more
    for app, catalog in sorted(updated.items()):
        _path(app).parent.mkdir(parents=True, exist_ok=True)
        _path(app).write_bytes(_text(catalog))
        if missing := _missing(catalog):
            sys.stdout.write(f"{_path(app).relative_to(ROOT)}: {len(missing)} without English\n")
    return 0


def _missing(catalog: Catalog) -> list[str]:
    return [str(message.id) for message in catalog if message.id and not _is_told(message.string)]


def _is_told(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def check() -> int:
    """Return 1 with the words that want English, or when a catalogue is not up to date."""
    updated = _updated()
    missing = [words for catalog in updated.values() for words in _missing(catalog)]
    for words in missing:
        sys.stderr.write(f"no English: {words}\n")
    stale = sorted(_known().keys() - updated.keys())
    stale += [
        app
        for app, catalog in updated.items()
        if not _path(app).exists() or _path(app).read_bytes() != _text(catalog)
    ]
    if stale:
        sys.stderr.write(
            f"catalogues are not up to date ({', '.join(app or 'linli' for app in stale)}): make messages\n"
        )
    return 1 if missing or stale else 0


def compile_() -> int:
    """Write the .mo files."""
    for app, catalog in _known().items():
        with _path(app).with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
    return 0


if __name__ == "__main__":
    sys.exit({"collect": collect, "check": check, "compile": compile_}[sys.argv[1]]())
