"""What the clock tells each level, by the channels of its office: each thing once, after a night asleep only the newest."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level
from linli.channels.commands import queue
from linli.channels.rules import MessageKind
from linli.emergencies.commands.steps import held_now
from linli.emergencies.models import Emergency, EmergencyLevel
from linli.emergencies.rules import Standing, StepKind, Telling, next_moment, tellings_due, told_of
from linli.emergencies.telling import change_told, thing_of, told_by_clock, told_to_own

# Emergencies that one run looks at; what is left, the next one does.
MOST_AT_ONCE: Final = 200


def climb(*, now: datetime) -> int:
    """Tell what the clock has to tell of every emergency, each in a transaction of its own; return how many were looked at."""
    due = Emergency.objects.filter(clock_at__lte=now).defer("words", "words_now").order_by("clock_at", "pk")
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
    names = _places(emergency, levels) if tellings else {}
    for one in levels:
        if telling := tellings.get(Level(one.level)):
            _tell(emergency, one, telling, names, now)
    emergency.clock_at = next_moment(standings=standings, raised_at=raised_at, now=now)
    emergency.save(update_fields=["clock_at"])


def tell_own(*, emergency: Emergency, now: datetime) -> None:
    """Tell the channels of the office that reported: it knows, the others of its group do not."""
    levels = [one for one in _levels(emergency) if one.acknowledged_at and not one.told]
    names = _places(emergency, levels)
    for one in levels:
        one.told = Telling.RAISED
        one.save(update_fields=["told"])
        text = told_to_own(level=Level(one.level), emergency=emergency, name=names[one.level])
        _queue(emergency, one, Telling.RAISED, text, now)


def _levels(emergency: Emergency) -> list[EmergencyLevel]:
    return list(EmergencyLevel.objects.filter(emergency=emergency).order_by("due_at"))


def _places(emergency: Emergency, levels: Sequence[EmergencyLevel]) -> dict[str, str]:
    """Return the name of the place that each level is told, by level."""
    area = AreaCode(emergency.area)
    places = {one.level: told_of(level=Level(one.level), area=area) for one in levels}
    names = names_of(codes=places.values()) if places else {}
    return {level: names.get(place, place) for level, place in places.items()}


def _tell(
    emergency: Emergency, one: EmergencyLevel, telling: Telling, names: Mapping[str, str], now: datetime
) -> None:
    one.told = telling
    one.save(update_fields=["told"])
    text = told_by_clock(telling=telling, level=Level(one.level), emergency=emergency, name=names[one.level])
    _queue(emergency, one, telling, text, now)


def tell_change(*, emergency: Emergency, kind: StepKind, now: datetime) -> None:
    """Tell each level that was told of an emergency that it was taken back, or goes on."""
    levels = [one for one in _levels(emergency) if one.told]
    names = _places(emergency, levels)
    for one in levels:
        text = change_told(kind=kind, level=Level(one.level), emergency=emergency, name=names[one.level])
        _queue(emergency, one, f"{kind} {now.isoformat()}", text, now)


def _queue(emergency: Emergency, one: EmergencyLevel, stage: str, text: str, now: datetime) -> None:
    queue(
        area=one.area,
        kind=MessageKind.EMERGENCY,
        thing=thing_of(emergency=emergency.pk),
        stage=stage,
        text=text,
        now=now,
    )
