"""Reads of arrivals, within the viewer's scope."""

from uuid import UUID

from linli.observation.models import Arrival
from linli.observation.rules.households import HOUSEHOLD
from linli.people.models import Person
from linli.people.queries import PersonFile
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def arrivals_on(*, file: PersonFile) -> list[Arrival]:
    """Return a visible person's arrivals, the newest first."""
    return list(Arrival.objects.filter(person__in=file.ids).order_by("-arrived_on", "-pk"))


def arrival_at(*, viewer: Viewer | None, action: Action, id: UUID) -> Arrival | None:
    """Return an arrival of somebody at whom the viewer may do the action, with the person; None for any other."""
    people = Person.objects.filter(
        in_scope(viewer=viewer, action=action), identity_removed_at=None, taken_back_at=None
    )
    rows = Arrival.objects.filter(person__in=people.values("pk")).exclude(origin_class=HOUSEHOLD)
    return rows.select_related("person__joined_to").filter(pk=id).first()
