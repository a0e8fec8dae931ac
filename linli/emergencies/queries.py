"""Reads of emergencies: within the viewer's areas; those that wait for the viewer's level; of city and province, no words."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

from linli.areas.rules import AreaCode, Level

# Pages may name the type of a row, though never reach for its table.
from linli.emergencies.models import Emergency as Emergency
from linli.emergencies.models import EmergencyLevel, EmergencyStep
from linli.emergencies.rules import LEVELS, UP_TO_COUNTY, is_late
from linli.people.queries import Person
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may, scope

Levels = QuerySet[EmergencyLevel]
# Rights by which a level says that it knows.
ANSWERING: Final = (Action.ANSWER_EMERGENCY, Action.HEAR_EMERGENCY)


@dataclass(frozen=True)
class StepTold:
    """A step with the name of who took it."""

    step: EmergencyStep
    by: str


@dataclass(frozen=True)
class LevelTold:
    """How a level stands. area: its office; by_report: the report itself said that this level knows."""

    level: Level
    area: str
    due_at: datetime
    waiting: bool
    is_late: bool
    acknowledged_at: datetime | None
    by_report: bool


@dataclass(frozen=True)
class Heard:
    """What a city or province sees of an emergency: no words, no community, nobody."""

    id: UUID
    county: str
    kind: str
    people: int | None
    received_at: datetime
    closed_at: datetime | None
    withdrawn: bool


def emergencies_seen(*, viewer: Viewer | None) -> QuerySet[Emergency]:
    """Return emergencies where the viewer may raise or answer one; those that are not over first, then the newest."""
    mine = in_scope(viewer=viewer, action=Action.RAISE_EMERGENCY) | in_scope(
        viewer=viewer, action=Action.ANSWER_EMERGENCY
    )
    return _in_order(Emergency.objects.filter(mine))


def _in_order(rows: QuerySet[Emergency]) -> QuerySet[Emergency]:
    return rows.order_by(F("closed_at").desc(nulls_first=True), "-received_at", "pk")


def heard_of(*, viewer: Viewer | None) -> QuerySet[Emergency, tuple[object, ...]]:
    """Return, for `heard`, emergencies of the counties where the viewer hears of them, in the order of `emergencies_seen`.

    No column with words, a community or a person is read.
    """
    rows = Emergency.objects.filter(in_scope(viewer=viewer, action=Action.HEAR_EMERGENCY))
    return _in_order(rows).values_list(
        "pk", "county", "kind", "people", "received_at", "closed_at", "withdrawn"
    )


def heard(*, rows: Sequence[tuple[object, ...]]) -> list[Heard]:
    """Return rows of `heard_of` as what is seen."""
    return [Heard(*row) for row in rows]  # type: ignore[arg-type]  # in the order of the columns above


def raised_by(*, viewer: Viewer) -> QuerySet[Emergency]:
    """Return what the viewer raised, where they still may, that is not over."""
    mine = in_scope(viewer=viewer, action=Action.RAISE_EMERGENCY)
    return Emergency.objects.filter(mine, by=viewer.user_id, closed_at=None)


def how_it_stands() -> Combinable:
    """Return the kind of an emergency with a 1 or 0 for each level up to the county that knows, as HOW_IT_STANDS tells it."""
    knows = EmergencyLevel.objects.filter(emergency=OuterRef("pk"), acknowledged_at__isnull=False)
    digits = [
        Case(When(Exists(knows.filter(level=level)), then=Value("1")), default=Value("0"))
        for level in UP_TO_COUNTY
    ]
    return Concat("kind", Value(" "), *digits, output_field=TextField())


def raised_about(*, viewer: Viewer | None, people: Collection[UUID]) -> dict[UUID, Emergency]:
    """Return by id what was raised about people, without its words. One statement, none for nobody."""
    if not people:
        return {}
    seen = in_scope(viewer=viewer, action=Action.RAISE_EMERGENCY) | in_scope(
        viewer=viewer, action=Action.ANSWER_EMERGENCY
    )
    rows = Emergency.objects.filter(seen, person__in=people).defer("words", "words_now")
    return {row.pk: row for row in rows.order_by("received_at")}


def emergency_heard(*, viewer: Viewer | None, id: UUID) -> Emergency:
    """Return an emergency that the viewer hears of, to say that it is known; nothing of it is read but its id."""
    mine = in_scope(viewer=viewer, action=Action.HEAR_EMERGENCY)
    return Emergency.objects.only("pk").get(mine, pk=id)


def answers_any(*, viewer: Viewer | None) -> bool:
    """Say whether the viewer says for any level that it knows: such a page asks by itself what waits."""
    return any(may(viewer=viewer, action=action) for action in ANSWERING)


def waiting_for(*, viewer: Viewer | None) -> Levels:
    """Return what waits for the word of the viewer's own offices, a row a level."""
    return _waiting(viewer, *ANSWERING)


def waiting_here(*, viewer: Viewer | None) -> Levels:
    """Return what waits for the word of the viewer's offices up to the county, a row a level."""
    return _waiting(viewer, Action.ANSWER_EMERGENCY)


def waiting_above(*, viewer: Viewer | None) -> Levels:
    """Return what waits for the word of the viewer's offices above the county, a row a level."""
    return _waiting(viewer, Action.HEAR_EMERGENCY)


def _waiting(viewer: Viewer | None, *actions: Action) -> Levels:
    offices = {area for action in actions for area in scope(viewer=viewer, action=action).areas}
    return EmergencyLevel.objects.filter(area__in=sorted(offices), waiting=True)


def first_waiting(*, viewer: Viewer | None) -> EmergencyLevel | None:
    """Return what waits for the viewer's word and was reported last; None where nothing waits.

    What is new nobody has looked at; the older ones stand under it on every list.
    """
    return waiting_for(viewer=viewer).order_by("-emergency__received_at", "due_at", "pk").first()


def levels_of(*, viewer: Viewer, area: str) -> frozenset[Level]:
    """Return the levels for which the viewer may answer an emergency at an area."""
    return _levels(viewer, Action.ANSWER_EMERGENCY, area)


def levels_heard(*, viewer: Viewer, county: str) -> frozenset[Level]:
    """Return the levels above the county for which the viewer may say that an emergency there is known."""
    return _levels(viewer, Action.HEAR_EMERGENCY, county)


def _levels(viewer: Viewer, action: Action, area: str) -> frozenset[Level]:
    areas = scope(viewer=viewer, action=action).areas
    return frozenset(own.level for own in areas if own.contains(AreaCode(area)))


def levels_told(*, emergencies: Collection[UUID], now: datetime) -> Mapping[UUID, list[LevelTold]]:
    """Return how each level of some emergencies stands, from the community up, without names. One statement."""
    rows = EmergencyLevel.objects.filter(emergency__in=emergencies).values_list(
        "emergency_id", "level", "area", "due_at", "waiting", "acknowledged_at", "emergency__received_at"
    )
    found: dict[UUID, list[LevelTold]] = defaultdict(list)
    for emergency, level, area, due_at, waiting, at, raised_at in rows:
        late = is_late(level=Level(level), waiting=waiting, raised_at=raised_at, now=now)
        by_report = at is not None and at == raised_at
        found[emergency].append(LevelTold(Level(level), area, due_at, waiting, late, at, by_report))
    for told in found.values():
        told.sort(key=lambda one: LEVELS.index(one.level))
    return found


def steps_of(*, emergency: Emergency) -> list[StepTold]:
    """Return the steps of a visible emergency in order of time."""
    rows = list(EmergencyStep.objects.filter(emergency=emergency).order_by("at", "pk"))
    names = names_of(ids={row.by for row in rows})
    return [StepTold(row, names.get(row.by, "")) for row in rows]


def name_told(*, emergency: Emergency) -> str:
    """Return the name of whom an emergency is about, to be hidden from those above; '' where nobody is named."""
    if emergency.person is None:
        return ""
    name = Person.objects.filter(pk=emergency.person).values_list("name", flat=True).first()
    return str(name or "")


def person_at_hand(*, viewer: Viewer, person: UUID | None) -> Person | None:
    """Return somebody of whom the viewer may raise an emergency; None for anybody else."""
    mine = in_scope(viewer=viewer, action=Action.RAISE_EMERGENCY)
    return Person.objects.filter(mine, pk=person).first() if person else None
