"""An alert, a pair that waits and one that is joined."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.commands import NewArrival, correct_arrival, join_people, register_arrivals
from linli.observation.models import Alert, FoundHere
from linli.people.commands import PersonCard
from linli.people.models import Correction, DuplicatePair, Person, PersonJoin, ToldAgain
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


def _told_again(made: Made) -> tuple[ToldAgain, Correction]:
    """Tell of somebody once more with another origin, and put the seat of their arrival right."""
    now = timezone.now()
    arrival = made.observation.arrival
    told = NewArrival(card=made.card, arrived_on=arrival.arrived_on, origin=f"{NOTE}乙")
    register_arrivals(community=made.community, arrivals=[told], by=made.by, now=now)
    correction = correct_arrival(arrival=arrival, said={"seat": "1A"}, reason=NOTE, by=made.by, now=now)
    return ToldAgain.objects.get(person=made.observation.person, decision=""), correction


def rows(made: Made) -> dict[str, Any]:
    """Register two of one telephone with somebody."""
    pair, join = _duplicates(made.community, made.card, made.by)
    telling, correction = _told_again(made)
    alert = Alert.objects.get(observation=made.observation)
    return {
        "check_id": alert.check_id,
        "arrival_id": made.observation.arrival_id,
        "telling_id": telling.pk,
        "correction_id": correction.pk,
        "pair_id": pair.pk,
        "join_id": join.pk,
        "alert_id": alert.pk,
        "found_id": _found(made),
    }
