"""In which grid somebody who came is registered, where the door is not known yet."""

from linli.areas.queries import grids_of, names_of
from linli.areas.rules import AreaCode, Level
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope


def places_to_register(*, viewer: Viewer | None, at: AreaCode | None) -> dict[AreaCode, str]:
    """Return the open grids, with names, in one of which a worker registers; none for whoever has whole communities.

    at: where somebody was found, a grid or a community; None where the page was opened for no door. Whoever has grids and a
    community is asked as well: the community is one of the places. More than one: it is asked which.
    """
    reach = scope(viewer=viewer, action=Action.REGISTER_PERSON)
    own = [area for area in reach.areas if at is None or area.contains(at) or at.contains(area)]
    communities = {area for area in own if area.level != Level.GRID}
    if communities == set(own):
        return {}
    if at is not None and at.level == Level.GRID:
        own = [at]
    open_ = {
        AreaCode(grid.code): grid.name
        for community in dict.fromkeys(area.community for area in own if area.level == Level.GRID)
        for grid in grids_of(community=community)
    }
    names = names_of(codes=communities) if communities else {}
    return {area: open_.get(area) or names[area] for area in own if area in open_ or area in names}
