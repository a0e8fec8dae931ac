"""Reads of roster imports: one's own, and those of communities whose people the viewer may see."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from linli.observation.models import Observation
from linli.observation.rules import State, is_over_before
from linli.rosters.models import RosterImport as RosterImport  # pages may name the type of a row
from linli.rosters.models import RosterRow as RosterRow  # pages may name the type of a row
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def rosters_visible(*, viewer: Viewer | None) -> QuerySet[RosterImport]:
    """Return imports that the viewer may follow, the newest first.

    An officer who put a list into a community sees that list, as he held it; not the community's own ones.
    """
    if viewer is None:
        return RosterImport.objects.none()
    own = Q(uploaded_by=viewer.user_id) | in_scope(viewer=viewer, action=Action.SEE_PERSON)
    return (
        RosterImport.objects.filter(in_scope(viewer=viewer, action=Action.IMPORT_ROSTER))
        .filter(own)
        .defer("content_sealed")
        .order_by("-uploaded_at", "-pk")
    )


def rows_of(*, roster: RosterImport) -> QuerySet[RosterRow]:
    """Return the rows of a visible import in the file's order."""
    return RosterRow.objects.filter(roster=roster).order_by("position")


def taken_back_count(*, roster: RosterImport) -> int:
    """Return how many people whom an import registered were taken back since."""
    new = rows_of(roster=roster).filter(outcome=RosterRow.Outcome.NEW)
    return new.exclude(taken_back=None).count()


def over_before(*, people: Collection[UUID]) -> set[UUID]:
    """Return who of some people is under observation although the period had passed when it began. One statement."""
    rows = Observation.objects.filter(person__in=people, state=State.OBSERVING)
    return {row.person_id for row in rows if is_over_before(last_on=row.last_on, began_on=row.began_on)}


def outcome_counts(*, roster: RosterImport) -> dict[str, int]:
    """Return how many rows of a visible import ended how: NEW, DUPLICATE, ERROR."""
    counts = rows_of(roster=roster).order_by().values_list("outcome").annotate(n=Count("pk"))
    return dict.fromkeys(RosterRow.Outcome.values, 0) | dict(counts)
