"""Reads of areas."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final

from django.db.models import Q, QuerySet

from linli import kept
from linli.areas.models import Area, FormerName
from linli.areas.rules import EVERYWHERE, AreaCode, Level, NotAnAreaCode, said_of_community
from linli.areas.spoken import initials_of_area, letters_of_area, mixed_letters
from linli.memo import asked_once, told_already

# Names of cities that only fill the level between a province and its counties; nobody says them.
NOISE = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


def area_named(*, code: str) -> Area | None:
    """Return an area, open or closed, or None."""
    return Area.objects.filter(pk=code).first()


def area_open(*, code: str) -> Area | None:
    """Return an open area, or None; nothing is asked for what is no code, for an address may hold anything."""
    with suppress(NotAnAreaCode):
        return Area.objects.filter(pk=AreaCode(code), valid_until=None).first()
    return None


_NAMES: Final = "areas"


def names_of(*, codes: Iterable[str]) -> dict[str, str]:
    """Return names by code, in order of code; unknown codes are left out. One page asks for each name once."""
    return asked_once(kind=_NAMES, keys=codes, ask=_names)


def _names(codes: set[str]) -> dict[str, str]:
    return dict(kept.rows(kept.query(_named, codes=frozenset(codes))))


def _named(*, codes: frozenset[str]) -> kept.Values:
    return Area.objects.filter(pk__in=codes).values_list("code", "name")


def note_names(*, names: Mapping[str, str]) -> None:
    """Note names, by code, that came with another statement of a request."""
    told_already(kind=_NAMES, names=names)


def path_names(*, code: AreaCode) -> str:
    """Return the whole name of an area from the province down, as one says it.

    Left out: cities whose name only fills the level, a county named as its city (东莞市), and unknown areas.
    """
    return paths_of(codes=[code])[code]


def paths_of(*, codes: Iterable[str]) -> dict[str, str]:
    """Return whole names by code, said as path_names says them; one statement for all."""
    paths = {code: (*AreaCode(code).ancestors, AreaCode(code)) for code in codes}
    names = names_of(codes=(part for path in paths.values() for part in path))
    return {code: path_said(path=path, names=names) for code, path in paths.items()}


def path_said(*, path: Iterable[AreaCode], names: Mapping[str, str]) -> str:
    """Return the whole name of an area as `path_names` says it, from names read already."""
    said: list[str] = []
    for part in path:
        name = names.get(part, "")
        filler = part.level is Level.CITY and name in NOISE
        repeated = part.level is Level.COUNTY and name in said
        if not filler and not repeated:
            said.append(name)
    return "".join(said)


def children(*, code: AreaCode) -> list[Area]:
    """Return the open areas of the next level below, in order of code; a community's are its grids, a grid has none."""
    code = AreaCode(code)
    return [] if code.child_level is None else _open_under(code, code.child_level)


def provinces() -> list[AreaCode]:
    """Return the provinces that are known here, closed ones too, in order of code."""
    rows = Area.objects.filter(level=Level.PROVINCE).order_by("code")
    return [AreaCode(code) for code in rows.values_list("code", flat=True)]


def grids_of(*, community: AreaCode) -> list[Area]:
    """Return a community's open grids in order of code."""
    return _open_under(community, Level.GRID)


def every_grid_of(*, community: AreaCode) -> list[Area]:
    """Return a community's grids, closed ones too, in order of code."""
    from_, until = community.range
    rows = Area.objects.filter(level=Level.GRID, code__gte=from_, code__lt=until)
    return list(rows.order_by("code"))


def former_names(*, code: AreaCode) -> list[FormerName]:
    """Return the periods of an area that are over, with the names that it bore, the newest first."""
    return list(FormerName.objects.filter(area=code).order_by("-valid_until", "-pk"))


def counties_under(*, code: AreaCode) -> list[str]:
    """Return the codes of the counties of a city or province, closed ones too, in order: for tables that are kept by county."""
    from_, until = code.range
    rows = Area.objects.filter(level=Level.COUNTY, code__gte=from_, code__lt=until)
    return list(rows.order_by("code").values_list("code", flat=True))


def communities_under(*, code: AreaCode) -> list[Area]:
    """Return the open communities of a subtree in order of code; of a community, itself."""
    return _open_under(code, Level.COMMUNITY)


def open_under(*, area: AreaCode, level: Level) -> QuerySet[Area]:
    """Return the open areas of a level at or beneath an area, in no order."""
    from_, until = area.range
    return Area.objects.filter(code__gte=from_, code__lt=until, level=level, valid_until=None).order_by()


def _open_under(code: AreaCode, level: Level) -> list[Area]:
    return list(open_under(area=code, level=level).order_by("code"))


def communities_named(*, text: str, near: AreaCode, limit: int) -> list[Area]:
    """Return open communities called so (`called_so`), those nearest to an area first: its county, city, province, the rest.

    At most `limit`; none for an empty text. The wider ranges are only asked while there are fewer.
    """
    if not text.strip():
        return []
    called = called_so(text=text)
    found: dict[str, Area] = {}
    for under in (near.county, near[:4], near.province, ""):
        from_, until = AreaCode(under).range if under else EVERYWHERE
        rows = Area.objects.filter(
            called, level=Level.COMMUNITY, code__gte=from_, code__lt=until, valid_until=None
        )
        missing = limit - len(found)
        found |= {row.code: row for row in rows.exclude(code__in=found).order_by("code")[:missing]}
        if len(found) >= limit:
            break
    return list(found.values())


def called_so(*, text: str) -> Q:
    """Return the condition that an area is called so: its name holds the text, or is read so from its beginning, or its code is.

    居委会, 村委会 and 社区 at its end are no part of what is looked for. In pinyin without tones, whole,
    by initials, or part so and part so.
    """
    if text.strip().isdigit():
        return Q(code__startswith=text.strip())
    condition = Q(name__contains=said_of_community(text=text))
    letters = letters_of_area(text=text)
    if not letters:
        return condition
    condition |= Q(spoken__contains=letters)
    if initials := initials_of_area(text=text):
        condition |= Q(spoken__endswith=initials)
    if mixed := mixed_letters(text=text):
        condition |= Q(*(Q(spoken__contains=part) for part in mixed))
    return condition


def search(*, text: str, under: Sequence[AreaCode], at: Sequence[AreaCode] = (), limit: int) -> list[Area]:
    """Return open areas of some subtrees, and of some very areas, that are called so; the highest levels first, then by code.

    At most `limit` of them; none for an empty text. One statement.
    """
    if not text.strip() or not (under or at):
        return []
    here = Q(code__in=list(at))
    for area in under:
        from_, until = area.range
        here |= Q(code__gte=from_, code__lt=until)
    rows = Area.objects.filter(here, called_so(text=text), valid_until=None)
    return list(rows.order_by("code__length", "code")[:limit])


def names_under(*, codes: Iterable[AreaCode]) -> dict[str, str]:
    """Return the names of the open areas of some subtrees, by code, in order. One statement."""
    here = Q(pk__in=[])
    for code in codes:
        from_, until = code.range
        here |= Q(code__gte=from_, code__lt=until)
    return dict(Area.objects.filter(here, valid_until=None).order_by("code").values_list("code", "name"))
