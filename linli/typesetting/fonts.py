"""Which fonts papers are set in, and whether they are on this machine."""

from functools import cache
from typing import Final

from django.conf import settings

# The families that a face may be set in, the preferred first.
FACES: Final = {
    "serif": ("Noto Serif SC", "Noto Serif CJK SC"),
    "sans": ("Noto Sans CJK SC", "Noto Sans SC"),
}
PACKAGE: Final = "fonts-noto-cjk"  # Debian's, where the libraries of fonts are not installed


class FontMissing(Exception):
    """A font that papers are set in is not on this machine. args: a family of each face that is missing."""


def check_fonts() -> dict[str, list[str]]:
    """Return the families of each face, in the order in which a character is looked for. Raises FontMissing.

    One family a face, so that every machine takes the same; what the serif one lacks (characters of names beyond
    CJK Extension A) is taken from the sans one.
    """
    return _found_in(settings.PAPER_FONTS)


@cache  # what was found; an exception is not kept, so fonts may be installed while Linli runs
def _found_in(folder: str) -> dict[str, list[str]]:
    from linli.typesetting.typesetter import fonts_in  # which loads Typst: only who draws needs it

    known = set(fonts_in(folder).families())
    found = {
        face: next((family for family in families if family in known), "") for face, families in FACES.items()
    }
    if missing := [FACES[face][0] for face, family in found.items() if not family]:
        raise FontMissing(*missing)
    return {"serif": [found["serif"], found["sans"]], "sans": [found["sans"]]}
