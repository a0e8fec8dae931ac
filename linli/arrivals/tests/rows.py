"""An arrival told again, a pair that waits and one that is joined."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.arrivals.commands import NewArrival, correct_arrival, register_arrivals
from linli.clock import day_of
from linli.joins.commands import join_people
from linli.people.commands import PersonCard
from linli.people.models import Correction, DuplicatePair, Person, PersonJoin, ToldAgain
from linli.staff.rules import Viewer
from tests.made import NOTE, Made


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
    return {
        "arrival_id": made.observation.arrival_id,
        "telling_id": telling.pk,
        "correction_id": correction.pk,
        "pair_id": pair.pk,
        "join_id": join.pk,
    }
