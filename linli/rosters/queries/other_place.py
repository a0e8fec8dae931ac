"""What other community a list says to be of."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from linli.areas.queries import communities_under, names_of
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.rosters.models import RosterImport
from linli.rosters.preview import sheets_of, workbook_of
from linli.rosters.rules.other_place import codes_in, named_in, titles_of

# Names are looked for among the communities of the city, codes everywhere.
_CITY: Final = DIGITS[Level.CITY]


@dataclass(frozen=True)
class Named:
    """Another community that a list names. where: the sheet, '' for the file's own name."""

    where: str
    code: AreaCode
    name: str


def named_elsewhere(*, roster: RosterImport) -> list[Named]:
    """Return which other communities an uploaded list names, in its file's name, a sheet's name or its title.

    Three statements at most. An area above the community is none.
    """
    own = AreaCode(roster.area)
    titles = [("", roster.filename.rpartition(".")[0] or roster.filename)]
    for sheet, header in sheets_of(workbook=workbook_of(roster=roster)):
        titles += [(sheet.name, text) for text in titles_of(sheet=sheet, header=header)]
    near = communities_under(code=AreaCode(own[:_CITY]))
    others = {area.code: area.name for area in near if area.code != own}
    quiet = names_of(codes=(*own.ancestors, own)).values()
    told = {code for _where, text in titles for code in codes_in(text=text)} - {own}
    codes = names_of(codes=told)
    found: dict[tuple[str, str], Named] = {}
    for where, text in titles:
        named = named_in(text=text, own=list(quiet), others=others) | (codes_in(text=text) & set(codes))
        for code in sorted(named):
            found.setdefault((where, code), Named(where, AreaCode(code), others.get(code) or codes[code]))
    return list(found.values())


def asked_of(*, roster: RosterImport, sheets: Collection[str]) -> list[Named]:
    """Return what is asked where only some sheets are taken: the file's own name, and those sheets."""
    return [one for one in named_elsewhere(roster=roster) if not one.where or one.where in sheets]
