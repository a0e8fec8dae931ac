"""An arrival put right, with what follows: category, last day and duties; and undone."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from linli.arrivals.queries.facts import arrival_facts
from linli.clock import day_of
from linli.observation.commands.arrivals import put_right
from linli.observation.models import Arrival, Observation
from linli.observation.rules import category_of
from linli.people.commands import NothingCorrected, UndoneAlready, write_correction
from linli.people.models import Correction, Person
from linli.people.origins import origin_class
from linli.people.queries.corrections import facts_in
from linli.people.rules.corrections import About
from linli.staff.rules import Viewer


class ArrivedThatDayAlready(Exception):
    """Another arrival of the person has this day."""


class DaysOutOfOrder(Exception):
    """Left after arriving, or a day that has not come; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@transaction.atomic
def correct_arrival(
    *, arrival: Arrival, said: Mapping[str, str], reason: str, by: Viewer, now: datetime
) -> Correction:
    """Put facts of an arrival right; category, last day and duties of its open observation follow at once.

    said: field -> text as `facts_of_arrival` names them; what is left out stays. A category that is not said follows
    another origin. Raises CorrectionNeedsReason, NothingCorrected, ArrivedThatDayAlready, DaysOutOfOrder; nothing is changed
    then.
    """
    held = _held(arrival)
    stood = facts_of_arrival(arrival=held)
    facts = dict(said)
    if "origin" in facts and facts["origin"] != stood["origin"]:
        facts["origin_class"] = origin_class(facts["origin"])
        if facts.get("category", stood["category"]) == stood["category"]:
            facts["category"] = category_of(origin_class=facts["origin_class"])
    after = {name: text for name, text in facts.items() if text != stood[name]}
    if not after:
        raise NothingCorrected(held.pk)
    _check_days({**stood, **after}, held, now)
    before = {name: stood[name] for name in after}
    correction = write_correction(
        about=About.ARRIVAL,
        subject=held.pk,
        of=_owner(held),
        before=before,
        after=after,
        reason=reason,
        by=by,
        now=now,
    )
    put_right(arrival=held, facts=after, reason=reason, by=by, now=now)
    return correction


@transaction.atomic
def undo_arrival(*, correction: Correction, reason: str, by: Viewer, now: datetime) -> Correction:
    """Put back what stood before a correction of an arrival; what follows, follows.

    Raises CorrectionNeedsReason, and UndoneAlready where it was undone or its facts were put right since.
    """
    held = _held(Arrival.objects.get(pk=correction.subject))
    stood = facts_of_arrival(arrival=held)
    put_there = facts_in(sealed=correction.after_sealed)
    back = facts_in(sealed=correction.before_sealed)
    if Correction.objects.filter(undoes=correction).exists() or any(
        stood[name] != text for name, text in put_there.items()
    ):
        raise UndoneAlready(correction.pk)
    undone = write_correction(
        about=About.ARRIVAL,
        subject=held.pk,
        of=_owner(held),
        before=put_there,
        after=back,
        reason=reason,
        by=by,
        now=now,
        undoes=correction,
    )
    _check_days({**stood, **back}, held, now)
    put_right(arrival=held, facts=back, reason=reason, by=by, now=now)
    return undone


def facts_of_arrival(*, arrival: Arrival) -> dict[str, str]:
    """Return what may be put right of an arrival, field -> text, with the class of its origin and the category."""
    newest = Observation.objects.filter(arrival=arrival).order_by("-opened_at", "-pk").first()
    return arrival_facts(arrival=arrival) | {
        "origin_class": arrival.origin_class,
        "category": newest.category if newest else category_of(origin_class=arrival.origin_class),
    }


def _held(arrival: Arrival) -> Arrival:
    return (
        Arrival.objects.select_for_update(of=("self",)).select_related("person__joined_to").get(pk=arrival.pk)
    )


def _owner(arrival: Arrival) -> Person:
    return arrival.person.joined_to or arrival.person


def _check_days(facts: Mapping[str, str], arrival: Arrival, now: datetime) -> None:
    arrived, left, exposed = (
        date.fromisoformat(facts[name]) if facts[name] else None
        for name in ("arrived_on", "left_on", "exposed_on")
    )
    today = day_of(now)
    if arrived is None or arrived > today:
        raise DaysOutOfOrder("arrived_on")
    if left and left > arrived:
        raise DaysOutOfOrder("left_on")
    if exposed and exposed > today:
        raise DaysOutOfOrder("exposed_on")
    others = Arrival.objects.filter(person=arrival.person, arrived_on=arrived).exclude(pk=arrival.pk)
    if others.exists():
        raise ArrivedThatDayAlready(arrival.pk)
