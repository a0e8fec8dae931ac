"""The words of the screens: collected from code and templates, checked to be complete in English, compiled.

    python -m tools.messages collect   brings linli/locale/en/…/django.po up to date; new words are left empty
    python -m tools.messages check     fails when a word has no English, or the catalogue is not up to date
    python -m tools.messages compile   writes the .mo file that Django reads

Sources are Chinese, so the Chinese screens need no catalogue. Babel does the reading and writing: GNU gettext is not
on every machine that Linli must be set up on.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[1]
PO: Final = ROOT / "linli" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}

Id = str | tuple[str, ...]


def _found() -> Iterator[tuple[str, int, Id]]:
    """Yield (file, line, words) of every marked string."""
    from django.utils.translation.template import templatize

    for path in sorted((ROOT / "linli").rglob("*.py")):
        if "tests" not in path.parts:
            for line, words, _comments, _context in extract(
                "python", io.BytesIO(path.read_bytes()), KEYWORDS
            ):
                yield str(path.relative_to(ROOT)), line, words
    for path in sorted((ROOT / "linli").rglob("*.html")):
        # As one line of Python, since the blanked-out rest of a template has no Python's indentation.
        code = " ".join(templatize(path.read_text(), origin=str(path)).split("\n"))
        for _line, words, _comments, _context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            yield str(path.relative_to(ROOT)), 0, words


def _catalog() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def _updated() -> Catalog:
    """Return the catalogue with today's words: known English kept, new words empty, gone ones dropped."""
    known = _catalog()
    fresh = Catalog(locale="en", charset="utf-8", project="Linli", fuzzy=False)
    for file, _line, words in _found():
        text = words[0] if isinstance(words, tuple) else words
        if not text:
            continue
        before = known.get(text)
        fresh.add(words, before.string if before else None, locations=[(file, 0)])
    return fresh


def _text(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(
        file,
        catalog,
        omit_header=True,
        sort_output=True,
        include_lineno=False,
        width=118,
        ignore_obsolete=True,
    )
    header = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    plural = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    return f"{header}{plural}".encode() + file.getvalue()


def collect() -> int:
    """Bring the catalogue up to date and say how many words wait for English."""
    PO.write_bytes(_text(_updated()))
    missing = _missing(_catalog())
    sys.stdout.write(f"{PO.relative_to(ROOT)}: {len(missing)} without English\n")
    return 0


def _missing(catalog: Catalog) -> list[str]:
    return [str(message.id) for message in catalog if message.id and not _is_told(message.string)]


def _is_told(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def check() -> int:
    """Return 1 with the words that want English, or when the catalogue is not up to date."""
    missing = _missing(_updated())
    for words in missing:
        sys.stderr.write(f"no English: {words}\n")
    stale = PO.read_bytes() != _text(_updated())
    if stale:
        sys.stderr.write("the catalogue is not up to date: make messages\n")
    return 1 if missing or stale else 0


def compile_() -> int:
    """Write the .mo file."""
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, _catalog())
    return 0


if __name__ == "__main__":
    sys.exit({"collect": collect, "check": check, "compile": compile_}[sys.argv[1]]())
