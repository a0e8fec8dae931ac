"""Which events of the audit somebody reads: those of a county's areas in reach, and an office's own above the counties."""

from dataclasses import dataclass

from django.db.models import Q

from linli.areas.rules import Level
from linli.staff.queries import areas_condition
from linli.staff.rights import Action
from linli.staff.rules import OF_NO_AREA, Scope, Viewer, chains_of_offices, scope


@dataclass(frozen=True)
class Chains:
    """Keys of chains, for every stream table of the audit; condition: of the events in them that the viewer reads.

    areas: of the viewer's own posts, the first of which stands for what they do there.
    """

    keys: tuple[str, ...]
    condition: Q
    areas: tuple[str, ...]


def chains(*, viewer: Viewer, action: Action) -> Chains:
    """Return the chains within which a viewer may do an action; without any no event meets the condition."""
    reach = scope(viewer=viewer, action=action)
    offices = chains_of_offices(viewer=viewer, action=action)
    # A whole county is its chain: asked by the key alone, its events come in order.
    whole = tuple(area for area in reach.areas if area.level is Level.COUNTY)
    parts = Scope(tuple(area for area in reach.areas if area not in whole))
    return Chains(
        keys=(*reach.counties, *offices),
        condition=areas_condition(scope=parts) | Q(county__in=(*whole, *offices)),
        areas=(*reach.areas, *(key for key in offices if key not in OF_NO_AREA)),
    )
