"""Whether a list says to be of another community than the one that it is entered for."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from linli.areas.rules import DIGITS, Level, said_of_community
from linli.rosters.rules.sheets import Header
from linli.sheets.cells import text_of
from linli.sheets.workbooks import Sheet

_CODE: Final = re.compile(rf"(?<!\d)\d{{{DIGITS[Level.COMMUNITY]}}}(?!\d)")
# A name of two characters is in many words; before one of these it is a community's.
SHORT: Final = 2
_KIND: Final = r"(?:社区|村|居委|村委|居民委|村民委)"


def titles_of(*, sheet: Sheet, header: Header) -> Iterator[str]:
    """Yield what a sheet calls itself: its name, and what stands above its header."""
    yield sheet.name
    for row in sheet.rows[: header.first_row - 1]:
        yield from filter(None, map(text_of, row))


def codes_in(*, text: str) -> set[str]:
    """Return the codes of communities that stand in a text, known or not."""
    return set(_CODE.findall(text))


def named_in(*, text: str, own: Collection[str], others: Mapping[str, str]) -> set[str]:
    """Return the codes of other communities whose name stands in a text.

    own: names that say nothing, of the community itself and of the areas above it. others: code -> name. The longest name
    counts first, so that 明光路第二社区 is not 明光路社区, and a name that is both is the own one.
    Source: docs/rules/rosters.md#another-place.
    """
    rest = "".join(text.split())
    quiet = {name for whole in own for name in (whole, said_of_community(text=whole))}
    names: list[tuple[str, str]] = [(name, "") for name in quiet if len(name) >= SHORT]
    names += [(said_of_community(text=name), code) for code, name in others.items()]
    found = set()
    for name, code in sorted(names, key=lambda one: (-len(one[0]), one[1])):
        if len(name) < SHORT or name not in rest or (code and name in quiet):
            continue
        if not code:
            rest = rest.replace(name, "\n")
        elif len(name) > SHORT or re.search(re.escape(name) + _KIND, rest):
            found.add(code)
            rest = rest.replace(name, "\n")
    return found
