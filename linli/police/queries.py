"""Reads of what was handed over to the police: by the station that was asked, and by the community that asked."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from linli.areas.queries import names_of as area_names
from linli.lost.queries import is_sought
from linli.observation.models import Observation
from linli.observation.queries.ladders import refusal_of
from linli.observation.rules import State
from linli.observation.rules.refusals import RefusalStep
from linli.police.models import PoliceHandOver as PoliceHandOver  # pages may name the type of a row
from linli.police.rules import kept_since
from linli.sealing.seals import unseal
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, offices_of_hand_over


@dataclass(frozen=True)
class Told:
    """What the police are told, and nothing beside it. steps: (step, when); phone: '' where it was not given."""

    name: str
    address: str
    phone: str
    steps: tuple[tuple[RefusalStep, datetime], ...]
    words: str


@dataclass(frozen=True)
class Asked:
    """A hand-over as its list or the community shows it, without anything of the person.

    is_found: nobody answered, and the community found the person meanwhile.
    """

    row: PoliceHandOver
    place: str
    by: str
    answered_by: str
    is_found: bool


def waiting_hand_overs() -> QuerySet[PoliceHandOver]:
    """Hand-overs that were neither answered nor withdrawn; whoever was sought and found since answers one of their own."""
    waiting = PoliceHandOver.objects.filter(answered_at=None, withdrawn_at=None)
    return waiting.exclude(observation__in=_found_since().values("pk"))


def _found_since(*, before: datetime | None = None) -> QuerySet[Observation]:
    """Return lost observations whose person was observed again since; before: by that moment."""
    later = Observation.objects.filter(person=OuterRef("person"), opened_at__gt=OuterRef("opened_at"))
    if before is not None:
        later = later.filter(opened_at__lt=before)
    return Observation.objects.filter(Exists(later), state=State.LOST)


def handed_over_to(*, viewer: Viewer | None, now: datetime) -> QuerySet[PoliceHandOver]:
    """Return what the viewer's stations were asked: open ones first, the oldest on top; then closed ones for a while."""
    offices = offices_of_hand_over(viewer=viewer, action=Action.ANSWER_HAND_OVER)
    kept = kept_since(now=now)
    rows = PoliceHandOver.objects.filter(
        Q(answered_at=None) | Q(answered_at__gt=kept), office__in=offices, withdrawn_at=None
    )
    found_long_ago = _found_since(before=kept).values("pk")
    return rows.exclude(answered_at=None, observation__in=found_long_ago).order_by(
        F("answered_at").desc(nulls_first=True), "at", "pk"
    )


def hand_overs_to_answer(*, viewer: Viewer | None) -> QuerySet[PoliceHandOver]:
    """Return what the viewer's stations were asked and have not answered; in no order."""
    offices = offices_of_hand_over(viewer=viewer, action=Action.ANSWER_HAND_OVER)
    return waiting_hand_overs().filter(office__in=offices)


def told_of(*, row: PoliceHandOver) -> Told:
    """Return what was told of a visible hand-over. Raises cryptography's InvalidTag for changed bytes."""
    said = json.loads(unseal(row.told_sealed))
    steps = tuple((RefusalStep(step), datetime.fromisoformat(at)) for step, at in said["steps"])
    return Told(said["name"], said["address"], said["phone"], steps, said["words"])


def in_words(*, rows: list[PoliceHandOver]) -> list[Asked]:
    """Return visible hand-overs with names of places and staff, in order; three statements."""
    places = area_names(codes={row.community for row in rows})
    names = names_of(ids={who for row in rows for who in (row.by, row.answered_by) if who})
    open_ = [row.observation_id for row in rows if not row.answered_at and not row.withdrawn_at]
    found = set(_found_since().filter(pk__in=open_).values_list("pk", flat=True)) if open_ else set()
    return [
        Asked(
            row,
            places.get(row.community, ""),
            names.get(row.by, ""),
            names.get(row.answered_by, "") if row.answered_by else "",
            row.observation_id in found,
        )
        for row in rows
    ]


def hand_overs_of(*, observations: Sequence[Observation]) -> list[Asked]:
    """Return what the police were asked about visible observations, the newest first. Four statements at most."""
    rows = PoliceHandOver.objects.filter(observation__in=[o.pk for o in observations])
    return in_words(rows=list(rows.order_by("-at", "-pk")))


def hand_overs_to_withdraw(*, viewer: Viewer | None) -> QuerySet[PoliceHandOver]:
    """Hand-overs that the viewer's communities made and that nobody has answered."""
    mine = in_scope(viewer=viewer, action=Action.HAND_OVER_TO_POLICE)
    return waiting_hand_overs().filter(mine)


def waits_for_police(*, observation: Observation) -> bool:
    """Say whether the police may be asked about a visible observation, and were not: all steps taken, or lost and sought."""
    if observation.state == State.LOST:
        is_to_help = is_sought(observation=observation)
    else:
        refusal = refusal_of(observation=observation)
        is_to_help = refusal is not None and refusal.all_taken
    if not is_to_help:
        return False
    return not waiting_hand_overs().filter(observation=observation).exists()


def asked_about(*, people: Collection[UUID]) -> set[UUID]:
    """Return the observations of some people about which the police were asked and have not answered."""
    return set(
        waiting_hand_overs().filter(observation__person__in=people).values_list("observation", flat=True)
    )
