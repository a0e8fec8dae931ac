"""Who may take which persons away, and who may agree to it."""

from linli.areas.queries import grids_of, names_of
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.exports.kinds import KINDS, Kind
from linli.exports.rules.asking import Numbers
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at, scope

_OF_PERSONS = frozenset({Level.COMMUNITY, Level.GRID})


def may_take(*, viewer: Viewer | None, kind: Kind, numbers: Numbers, area: str) -> bool:
    """Say whether a viewer may take such persons away now: the right itself, that of reading them, and of their numbers."""
    needed = {Action.EXPORT_PEOPLE, kind.reads}
    if numbers == Numbers.CLEAR:
        needed.add(Action.REVEAL_IDENTITY)
    is_of_persons = len(area) >= DIGITS[Level.COMMUNITY]
    return is_of_persons and all(may_at(viewer=viewer, action=action, area=area) for action in needed)


def areas_to_export(*, viewer: Viewer, kind: Kind) -> list[tuple[str, str]]:
    """Return the communities and grids whose persons the viewer may take away, as (code, name); each before its grids."""
    areas: dict[str, str] = {}
    own = _own(viewer, kind)
    names = names_of(codes=own)
    for area in own:
        areas[area] = names.get(area, area)
        if area.level is Level.COMMUNITY:
            areas |= {grid.code: f"{areas[area]} · {grid.name}" for grid in grids_of(community=area)}
    return list(areas.items())


def _own(viewer: Viewer, kind: Kind) -> list[AreaCode]:
    """Return the communities and grids of the viewer's posts whose persons the viewer may take away."""
    return [
        area
        for area in scope(viewer=viewer, action=Action.EXPORT_PEOPLE).areas
        if area.level in _OF_PERSONS and may_take(viewer=viewer, kind=kind, numbers=Numbers.MASKED, area=area)
    ]


def kinds_offered(*, viewer: Viewer) -> list[Kind]:
    """Return the kinds of which the viewer may take something away, in their order; nothing is asked."""
    return [kind for kind in KINDS.values() if _own(viewer, kind)]


def may_reveal_in(*, viewer: Viewer, areas: list[tuple[str, str]]) -> bool:
    """Say whether the viewer reads full numbers in each of some areas."""
    return bool(areas) and all(
        may_at(viewer=viewer, action=Action.REVEAL_IDENTITY, area=AreaCode(code)) for code, _name in areas
    )
