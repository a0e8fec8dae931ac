"""What the daily report counts: from the rows themselves, as of an instant, so the same instant gives the same counts."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from linli.clock import day_of
from linli.duties.models import Duty
from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import KIND_CHECK, Category, CheckOutcome, Opening, State
from linli.observation.rules.households import HOUSEHOLD
from linli.people.origins import HUBEI, WUHAN
from linli.protocols.rules import Place
from linli.stream.tables import county_of


@dataclass(frozen=True)
class Balance:
    """One group's balance of a window: before + new + moved_in = after + all the ends."""

    before: int
    new: int
    moved_in: int
    released: int
    referred: int
    moved_out: int
    lost: int
    struck_off: int
    died: int
    after: int


# Who did not come from elsewhere: from Hubei, or from nowhere, as a member of the household.
NOT_ELSEWHERE: Final = (WUHAN, HUBEI, HOUSEHOLD)
TERMS: Final = tuple(field.name for field in fields(Balance))
NOTHING: Final = Balance(**dict.fromkeys(TERMS, 0))


def _under_observation_at(at: datetime) -> Q:
    """Return the condition: opened before the instant and not closed before it."""
    return Q(opened_at__lt=at) & (Q(closed_at=None) | Q(closed_at__gte=at))


def _conditions(from_: datetime, until: datetime) -> dict[str, Q]:
    def ended(state: State) -> Q:
        return Q(state=state, closed_at__gte=from_, closed_at__lt=until)

    opened = Q(opened_at__gte=from_, opened_at__lt=until)
    return {
        "before": _under_observation_at(from_),
        "new": opened & Q(opened_as=Opening.NEW),
        "moved_in": opened & Q(opened_as=Opening.MOVED_IN),
        "released": ended(State.RELEASED),
        "referred": ended(State.REFERRED),
        "moved_out": ended(State.MOVED_OUT),
        "lost": ended(State.LOST),
        "struck_off": ended(State.STRUCK_OFF),
        "died": ended(State.DIED),
        "after": _under_observation_at(until),
    }


def balances(*, community: str, from_: datetime, until: datetime) -> dict[Category, Balance]:
    """Return the balance of [from_, until) for each group; one statement."""
    rows = (
        Observation.objects.filter(community=community, opened_at__lt=until)
        .values("category")
        .annotate(**{f"n_{key}": Count("pk", filter=c) for key, c in _conditions(from_, until).items()})
    )
    found = {
        row["category"]: Balance(*[row[f"n_{key}"] for key in TERMS]) for row in map(dict[str, Any], rows)
    }
    return {category: found.get(category, NOTHING) for category in Category}


@dataclass(frozen=True)
class ObservationCounts:
    """The other counts of a window, from arrivals, checks and alerts."""

    checks_due: int
    checks_done: int
    checks_tried: int
    persons_seen: int
    households_seen: int
    from_wuhan: int
    from_hubei: int
    from_elsewhere: int
    with_contact: int
    alerts: int
    at_home: int
    in_central: int
    cumulative: int


def observation_counts(*, community: str, from_: datetime, until: datetime) -> ObservationCounts:
    """Count a community's window [from_, until); five statements."""
    people = Observation.objects.filter(community=community, opened_at__lt=until).aggregate(
        **{key: Count("pk", filter=counted) for key, counted in _people(from_, until).items()}
    )
    checks = checks_behind(community=community, from_=from_, until=until)
    # The checks within, for a stream table is joined with nothing of the register.
    seen = Observation.objects.filter(pk__in=checks.values("observation_id")).aggregate(
        persons_seen=Count("pk"),
        households_seen=Count("person__household_id", distinct=True),
    )
    answered = Q(done_at__lt=until)
    due = duties_behind(community=community, from_=from_, until=until).aggregate(
        checks_due=Count("id"),
        checks_done=Count("id", filter=Q(outcome="DONE") & answered),
        checks_tried=Count("id", filter=Q(outcome__in=["NOBODY_HOME", "REFUSED"]) & answered),
    )
    alerts = alerts_behind(community=community, from_=from_, until=until).count()
    return ObservationCounts(**people, **seen, **due, alerts=alerts)


def _people(from_: datetime, until: datetime) -> dict[str, Q]:
    """Return whom each count of persons counts, beside the terms of the balance."""
    new = Q(opened_at__gte=from_, opened_at__lt=until, opened_as=Opening.NEW)
    now_there = _under_observation_at(until)
    return {
        "from_wuhan": new & Q(arrival__origin_class=WUHAN),
        "from_hubei": new & Q(arrival__origin_class=HUBEI),
        "from_elsewhere": new & ~Q(arrival__origin_class__in=NOT_ELSEWHERE),
        "with_contact": now_there & Q(arrival__contact_history="YES"),
        "at_home": now_there & Q(place=Place.HOME),
        "in_central": now_there & Q(place=Place.CENTRAL),
        "cumulative": Q(opened_at__lt=until),
    }


def observations_behind(
    *, community: str, key: str, from_: datetime, until: datetime
) -> QuerySet[Observation]:
    """Return the observations that a balance term or a count of persons counts. Raises KeyError for another key."""
    conditions = _conditions(from_, until) | _people(from_, until)
    return (
        Observation.objects.filter(conditions[key], community=community)
        .select_related("person", "person__household", "arrival")
        .order_by("area", "person__household__walk_order", "person__name", "pk")
    )


def checks_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Check]:
    """Return the checks received in the window at which somebody was seen, heard or measured."""
    return Check.objects.filter(
        county=county_of(community),
        community=community,
        received_at__gte=from_,
        received_at__lt=until,
        outcome=CheckOutcome.DONE,
    )


def duties_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Duty]:
    """Return the checks that fell due in the window, but for those that were not needed."""
    watched = Observation.objects.filter(community=community, opened_at__lt=until).filter(
        Q(closed_at=None) | Q(closed_at__gte=from_)
    )
    return Duty.objects.filter(
        county=county_of(community),
        kind=KIND_CHECK,
        subject__in=watched.values("pk"),
        slot_on__gte=day_of(from_),
        slot_on__lte=day_of(until + timedelta(seconds=1)),
        due_at__gte=from_,
        due_at__lt=until,
    ).exclude(outcome=Duty.Outcome.NOT_NEEDED)


def alerts_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Alert]:
    """Return the alerts raised in the window."""
    return Alert.objects.filter(
        community=community, raised_at__gte=from_, raised_at__lt=until
    ).select_related("observation__person__household")
