"""Doors one by one: which are still to be asked, and what was answered today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Subquery

from linli.people.models import Household as Household  # pages may name the type of a row
from linli.screening.models import Door, Round
from linli.screening.models import DoorAnswer as DoorAnswer
from linli.screening.queries.asked import asked_in_round
from linli.screening.queries.base import doors_listed
from linli.screening.rules import ANSWERED, Answer
from linli.sealing.seals import unseal
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope


def doors_open(*, viewer: Viewer | None) -> QuerySet[Household]:
    """Return the listed doors of the viewer's grids that were not asked in this round, in walking order."""
    areas = scope(viewer=viewer, action=Action.SCREEN_DOORS).areas
    communities = [area.community for area in areas]
    return doors_listed(viewer=viewer).exclude(asked_in_round(communities=communities))


def screenable(*, viewer: Viewer | None) -> QuerySet[Household]:
    """Doors at which the viewer may write an answer down."""
    return doors_listed(viewer=viewer)


def answers_visible(*, viewer: Viewer | None) -> QuerySet[DoorAnswer]:
    """Answers that the viewer may take back."""
    return DoorAnswer.objects.filter(in_scope(viewer=viewer, action=Action.SCREEN_DOORS), taken_back_at=None)


def doors_asked(*, viewer: Viewer | None, since: datetime) -> QuerySet[DoorAnswer]:
    """Answers that stand since a moment, also that nobody replied, the newest first."""
    rows = answers_visible(viewer=viewer).filter(at__gte=since).select_related("household")
    return rows.order_by("-at", "-pk")


@dataclass(frozen=True)
class DoorTold:
    """A door as its row shows it. residents: None where the list does not say; tried: when nobody replied today."""

    household: Household
    head: str
    residents: int | None
    has_phone: bool
    tried: tuple[datetime, ...]


def doors_told(*, doors: Sequence[Household], since: datetime) -> list[DoorTold]:
    """Return visible doors with what the list tells of them; two statements."""
    ids = [door.pk for door in doors]
    listed = {row.household_id: row for row in Door.objects.filter(household__in=ids)}
    tried: dict[UUID, list[datetime]] = {}
    rows = DoorAnswer.objects.filter(
        household__in=ids, answer=Answer.NO_REPLY, at__gte=since, taken_back_at=None
    )
    for household, at in rows.order_by("at").values_list("household_id", "at"):
        tried.setdefault(household, []).append(at)
    return [
        DoorTold(
            household=door,
            head=listed[door.pk].head if door.pk in listed else "",
            residents=listed[door.pk].residents if door.pk in listed else None,
            has_phone=door.pk in listed and bool(listed[door.pk].phone_sealed),
            tried=tuple(tried.get(door.pk, ())),
        )
        for door in doors
    ]


def answer_standing(*, household: Household) -> DoorAnswer | None:
    """Return the newest answer of the round that somebody gave at a visible door, None where there is none."""
    began = Round.objects.filter(community=household.community).order_by("-began_at").values("began_at")[:1]
    rows = DoorAnswer.objects.filter(household=household, answer__in=ANSWERED, taken_back_at=None)
    return rows.filter(at__gte=Subquery(began)).order_by("-at", "-pk").first()


def phone_of(*, household: Household) -> str:
    """Return the telephone that the list tells of a visible door, '' for none. Never for a page that nobody asked for."""
    row = Door.objects.filter(household=household).first()
    return unseal(row.phone_sealed) if row else ""


@dataclass(frozen=True)
class AnswerTold:
    """An answer with who wrote it down."""

    row: DoorAnswer
    by: str


def answers_told(*, answers: Sequence[DoorAnswer]) -> list[AnswerTold]:
    """Return visible answers with names; one statement."""
    names = names_of(ids={row.by for row in answers})
    return [AnswerTold(row, names.get(row.by, "")) for row in answers]
