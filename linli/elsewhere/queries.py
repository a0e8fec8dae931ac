"""People of other communities who stand here, and our own who stand elsewhere: each side within its scope."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.elsewhere.models import FoundHere as FoundHere  # pages may name the type of a row
from linli.elsewhere.rules import FoundState
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


class FoundTold(NamedTuple):
    """A row as a page shows it. there: the community that has the person, '' for whom it is no work of."""

    found: FoundHere
    here: str
    there: str


def found_standing(*, viewer: Viewer | None) -> QuerySet[FoundHere]:
    """Those who stand at doors where the viewer checks."""
    return _with_person(FoundHere.objects.filter(in_scope(viewer=viewer, action=Action.RECORD_CHECK)))


def found_away(*, viewer: Viewer | None) -> QuerySet[FoundHere]:
    """Those registered in the viewer's communities who stand elsewhere and wait for the answer, the oldest first."""
    own = in_scope(viewer=viewer, action=Action.CLOSE_OBSERVATION, field="person__community")
    rows = FoundHere.objects.filter(own, state=FoundState.WAITING)
    return _with_person(rows).order_by("found_at", "pk")


def found_told(*, found: FoundHere, viewer: Viewer) -> FoundTold:
    """Return a row with the names of both places; the registered one only for whoever moves people here, or is asked."""
    place = AreaCode(found.person.community)
    is_work = any(
        may_at(viewer=viewer, action=Action.CLOSE_OBSERVATION, area=area) for area in (found.community, place)
    )
    here = path_names(code=AreaCode(found.community))
    return FoundTold(found, here, path_names(code=place) if is_work else "")


def waiting_of(*, person: UUID, community: str) -> FoundHere | None:
    """Return what waits of somebody who stands in a community."""
    return FoundHere.objects.filter(person=person, community=community, state=FoundState.WAITING).first()


def open_observation(*, found: FoundHere) -> Observation | None:
    """Return the observation of the person that is open, wherever it is."""
    return (
        Observation.objects.filter(person=found.person_id, state=State.OBSERVING)
        .select_related("person")
        .first()
    )


def _with_person(rows: QuerySet[FoundHere]) -> QuerySet[FoundHere]:
    return rows.filter(person__identity_removed_at=None).select_related("person__household")


def noted_at(*, community: AreaCode, at: datetime) -> dict[UUID, UUID]:
    """Return what was noted in a community at one moment, by person; for the list that told it."""
    rows = FoundHere.objects.filter(community=community, found_at=at)
    return dict(rows.values_list("person_id", "pk"))
