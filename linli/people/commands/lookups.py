"""Look-ups by number: who registers somebody asks whether the register knows them. Counted, bounded, told to the found."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.people.models import NumberLookups, Person
from linli.people.rules.lookups import ASKED_A_DAY, LOOKUPS_KEPT, MET_A_DAY
from linli.staff.rules import Viewer


class TooManyLookups(Exception):
    """Today this user has asked for so many numbers, or met so many people whom they may not see, that no more are answered."""


@transaction.atomic
def take_lookup(*, by: Viewer, now: datetime) -> None:
    """Count one look-up before it is answered. Raises TooManyLookups."""
    today = day_of(now)
    mine = NumberLookups.objects.filter(user=by.user_id)
    if mine.filter(day=today, asked__lt=ASKED_A_DAY, met__lt=MET_A_DAY).update(asked=F("asked") + 1):
        return
    _row, is_new = NumberLookups.objects.get_or_create(user=by.user_id, day=today, defaults={"asked": 1})
    if not is_new:
        raise TooManyLookups(by.user_id)
    mine.filter(day__lt=today - LOOKUPS_KEPT).delete()


@transaction.atomic
def note_met(*, people: Collection[Person], by: Viewer, now: datetime) -> None:
    """Write down in the looks of people that somebody who may not see them asked for them; an event for each community."""
    there: dict[str, set[Person]] = defaultdict(set)
    for person in people:
        there[person.community].add(person)
    for community, met in sorted(there.items()):
        write_event(
            action="person.recognised",
            area=community,
            by=by.user_id,
            now=now,
            about=sorted(person.pk for person in met),
        )
    met_today = NumberLookups.objects.filter(user=by.user_id, day=day_of(now))
    if there:
        met_today.update(met=F("met") + sum(len(met) for met in there.values()))
