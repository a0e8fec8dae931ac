"""What the clock tells each level, by the channels of its office: each thing once, after a night asleep only the newest."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from linli.areas.queries import names_of
from linli.areas.rules import Level
from linli.channels.commands import queue
from linli.channels.rules import MessageKind
from linli.emergencies.commands.steps import held_now
from linli.emergencies.models import Emergency, EmergencyLevel
from linli.emergencies.rules import Standing, StepKind, Telling, next_moment, tellings_due
from linli.emergencies.telling import change_told, told_by_clock

# Emergencies that one run looks at; what is left, the next one does.
MOST_AT_ONCE: Final = 200


def climb(*, now: datetime) -> int:
    """Tell what the clock has to tell of every emergency, each in a transaction of its own; return how many were looked at."""
    due = Emergency.objects.filter(clock_at__lte=now).defer("words").order_by("clock_at", "pk")
    emergencies = list(due[:MOST_AT_ONCE])
    for emergency in emergencies:
        with transaction.atomic():
            tell_due(emergency=held_now(emergency=emergency), now=now)
    return len(emergencies)


def tell_due(*, emergency: Emergency, now: datetime) -> None:
    """Tell each level of an emergency what is due and was not told, and set the clock to the next moment.

    For an emergency that is held, or not seen by others yet.
    """
    levels = _levels(emergency)
    standings = [Standing(Level(one.level), one.waiting, one.told) for one in levels]
    raised_at = emergency.received_at
    tellings = tellings_due(standings=standings, raised_at=raised_at, now=now)
    names = names_of(codes=[one.area for one in levels]) if tellings else {}
    for one in levels:
        if telling := tellings.get(Level(one.level)):
            _tell(emergency, one, telling, names, now)
    emergency.clock_at = next_moment(standings=standings, raised_at=raised_at, now=now)
    emergency.save(update_fields=["clock_at"])


def _levels(emergency: Emergency) -> list[EmergencyLevel]:
    return list(EmergencyLevel.objects.filter(emergency=emergency).order_by("due_at"))


def _tell(
    emergency: Emergency, one: EmergencyLevel, telling: Telling, names: Mapping[str, str], now: datetime
) -> None:
    one.told = telling
    one.save(update_fields=["told"])
    text = told_by_clock(
        telling=telling, level=Level(one.level), emergency=emergency, name=names.get(one.area, one.area)
    )
    _queue(emergency, one, telling, text, now)


def tell_change(*, emergency: Emergency, kind: StepKind, now: datetime) -> None:
    """Tell each level that was told of an emergency that it was taken back, or goes on."""
    levels = [one for one in _levels(emergency) if one.told]
    names = names_of(codes=[one.area for one in levels]) if levels else {}
    for one in levels:
        text = change_told(
            kind=kind, level=Level(one.level), emergency=emergency, name=names.get(one.area, one.area)
        )
        _queue(emergency, one, f"{kind} {now.isoformat()}", text, now)


def _queue(emergency: Emergency, one: EmergencyLevel, stage: str, text: str, now: datetime) -> None:
    queue(
        area=one.area,
        kind=MessageKind.EMERGENCY,
        thing=f"emergency {emergency.pk}",
        stage=stage,
        text=text,
        now=now,
    )
