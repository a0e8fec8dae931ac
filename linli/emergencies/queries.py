"""Reads of emergencies: within the viewer's areas, and those that wait for the viewer's level."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from linli.areas.rules import AreaCode, Level

# Pages may name the type of a row, though never reach for its table.
from linli.emergencies.models import Emergency as Emergency
from linli.emergencies.models import EmergencyStep
from linli.staff.queries import areas_condition, in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Scope, Viewer, scope


@dataclass(frozen=True)
class StepTold:
    """A step with the name of who took it."""

    step: EmergencyStep
    by: str


def emergencies_seen(*, viewer: Viewer | None) -> QuerySet[Emergency]:
    """Return emergencies where the viewer may raise or answer one; those that wait first, then the newest."""
    mine = in_scope(viewer=viewer, action=Action.RAISE_EMERGENCY) | in_scope(
        viewer=viewer, action=Action.ANSWER_EMERGENCY
    )
    return Emergency.objects.filter(mine).order_by(
        F("closed_at").desc(nulls_first=True), F("waiting_until").asc(nulls_last=True), "-received_at", "pk"
    )


def waiting_for(*, viewer: Viewer | None) -> QuerySet[Emergency]:
    """Return the emergencies that the viewer's own level must acknowledge now."""
    mine = Q(pk__in=[])
    for area in scope(viewer=viewer, action=Action.ANSWER_EMERGENCY).areas:
        mine |= areas_condition(scope=Scope((area,))) & Q(waiting_for=area.level)
    return Emergency.objects.filter(mine)


def levels_of(*, viewer: Viewer, emergency: Emergency) -> frozenset[Level]:
    """Return the levels for which the viewer may acknowledge an emergency."""
    areas = scope(viewer=viewer, action=Action.ANSWER_EMERGENCY).areas
    return frozenset(area.level for area in areas if area.contains(AreaCode(emergency.area)))


def steps_of(*, emergency: Emergency) -> list[StepTold]:
    """Return the steps of a visible emergency in order of time."""
    rows = list(EmergencyStep.objects.filter(emergency=emergency).order_by("at", "pk"))
    names = names_of(ids={row.by for row in rows})
    return [StepTold(row, names.get(row.by, "")) for row in rows]


def is_late(*, emergency: Emergency, now: datetime) -> bool:
    """Say whether a level has let its time pass."""
    return emergency.waiting_until is not None and emergency.waiting_until <= now
