"""Which kinds a viewer's lists show, and where."""

from collections.abc import Mapping

from django.db.models import Q

from linli.areas.rules import AreaCode
from linli.duties.kinds import DutyKind
from linli.staff.queries import areas_condition
from linli.staff.rights import Action
from linli.staff.rules import Scope, Viewer, scope
from linli.worklist import kinds

# Kinds, in order, with the areas in which they are asked for; one that is asked for nowhere is not among them.
Reach = Mapping[DutyKind, Scope]


def seen_by(*, viewer: Viewer | None) -> Reach:
    """Return what the viewer sees by name: each kind where the viewer holds its right to see."""
    return _where({kind: scope(viewer=viewer, action=kind.seen_by) for kind in kinds.KINDS})


def answered_by(*, viewer: Viewer | None) -> Reach:
    """Return what the viewer goes and does: each kind where the viewer holds its right to answer."""
    return _where({kind: scope(viewer=viewer, action=kind.answered_by) for kind in kinds.KINDS})


def within(*, viewer: Viewer | None, action: Action) -> Reach:
    """Return every kind where the viewer may do an action: for numbers without names."""
    reach = scope(viewer=viewer, action=action)
    return _where(dict.fromkeys(kinds.KINDS, reach))


def narrowed(*, reach: Reach, area: AreaCode) -> Reach:
    """Return what of a reach lies in one area and beneath it."""
    return _where(
        {
            kind: Scope(
                (area,)
                if any(own.contains(area) for own in where.areas)
                else tuple(own for own in where.areas if area.contains(own))
            )
            for kind, where in reach.items()
        }
    )


def _where(scopes: Reach) -> Reach:
    return {kind: reach for kind, reach in scopes.items() if reach.counties}


def areas_of(*, reach: Scope, grid: str = "") -> Q:
    """Return the condition on `area` that a row lies in a scope, and in one area where `grid` names it."""
    condition = areas_condition(scope=reach)
    return condition & Q(area=grid) if grid else condition
