"""An alert, a pair that waits and one that is joined."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.commands import NewArrival, join_people, register_arrivals
from linli.observation.models import Alert, FoundHere
from linli.people.commands import PersonCard
from linli.people.models import DuplicatePair, Person, PersonJoin
from linli.staff.rules import Viewer
from tests.made import ADDRESS, NOTE, Made


def _duplicates(community: AreaCode, card: PersonCard, by: Viewer) -> tuple[DuplicatePair, PersonJoin]:
    """Make a pair that waits for a decision and one that is joined, all of one phone."""
    now = timezone.now()
    day = day_of(now) - timedelta(days=1)
    for name in (f"{card.name}乙", f"{card.name}丙"):
        twin = NewArrival(card=replace(card, name=name), arrived_on=day, note=NOTE, origin=NOTE)
        register_arrivals(community=community, arrivals=[twin], by=by, now=now)
    second, third = Person.objects.filter(community=community, name__gt=card.name).order_by("pk")[:2]
    pairs = DuplicatePair.objects.filter(community=community)
    join = join_people(pair=pairs.get(one=second, other=third), reason=NOTE, by=by, now=now)
    return pairs.exclude(pk=join.pair_id).filter(other=second).get(), join


def _found(made: Made) -> UUID:
    """Make somebody who stands where they are registered themselves, so that one community has both sides."""
    found = FoundHere.objects.create(
        county=made.community.county,
        community=made.community,
        area=made.area,
        person=made.observation.person,
        name=made.name,
        address=ADDRESS,
        arrived_on=day_of(timezone.now()),
        found_at=timezone.now(),
        found_by=made.by.user_id,
    )
    return found.pk


def rows(made: Made) -> dict[str, Any]:
    """Register two of one telephone with somebody."""
    pair, join = _duplicates(made.community, made.card, made.by)
    alert = Alert.objects.get(observation=made.observation)
    return {
        "check_id": alert.check_id,
        "pair_id": pair.pk,
        "join_id": join.pk,
        "alert_id": alert.pk,
        "found_id": _found(made),
    }
