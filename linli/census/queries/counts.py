"""What the figures of observation count: from the rows themselves, so the same window gives the same counts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet, Value

from linli.census.rules import BALANCE, OF_GROUPS, term_of
from linli.clock import day_of
from linli.duties.models import Duty
from linli.observation.models import Alert, Check, Observation
from linli.observation.queries.standing import all_checks, standing_checks
from linli.observation.rules import (
    ABOUT_THE_FILE,
    KIND_CHECK,
    REOPENABLE,
    Category,
    Channel,
    CheckOutcome,
    Opening,
    State,
)
from linli.observation.rules.households import HOUSEHOLD
from linli.people.origins import HUBEI, WUHAN
from linli.protocols.rules import Place
from linli.stream.tables import county_of

# At which somebody was seen, heard or measured. What a list tells is none: nobody was seen.
SEEN: Final = Q(outcome=CheckOutcome.DONE) & ~Q(channel=Channel.ROSTER)
# No session lasts longer.
LONGEST_SESSION: Final = timedelta(days=1)
# The outcomes that a figure of duties counts; none named: all.
DUTY_OUTCOMES: Final[dict[str, tuple[str, ...]]] = {
    "checks_due": (),
    "checks_done": ("DONE",),
    "checks_tried": ("NOBODY_HOME", "REFUSED"),
    "checks_nobody": ("NOBODY_HOME",),
    "checks_refused": ("REFUSED",),
}


def _under_observation_at(at: datetime) -> Q:
    """Return the condition: opened before the instant and not closed before it."""
    return Q(opened_at__lt=at) & (Q(closed_at=None) | Q(closed_at__gte=at))


def _terms(from_: datetime, until: datetime) -> dict[str, Q]:
    """Return every opening and every end of a window by the term of the balance, those too that undo each other.

    The digest of a seal names these rows, so their meaning never changes.
    """

    def ended(state: State) -> Q:
        return Q(state=state, closed_at__gte=from_, closed_at__lt=until)

    opened = Q(opened_at__gte=from_, opened_at__lt=until)
    return {
        "before": _under_observation_at(from_),
        "new": opened & Q(opened_as=Opening.NEW),
        "moved_in": opened & Q(opened_as=Opening.MOVED_IN),
        "released": ended(State.RELEASED),
        "over_before": ended(State.OVER_BEFORE),
        "referred": ended(State.REFERRED),
        "moved_out": ended(State.MOVED_OUT),
        "lost": ended(State.LOST),
        "struck_off": ended(State.STRUCK_OFF),
        "died": ended(State.DIED),
        "after": _under_observation_at(until),
    }


def _conditions(community: str, from_: datetime, until: datetime) -> dict[str, Q]:
    """Return what each figure of observations counts: the terms of the balance, then origins and places.

    What was undone in the same window did not happen: an end after which the observation goes on is no end, its rest is
    nobody new, and who was registered and struck off is neither. Both sides of the balance lose the same row.
    """
    terms = _terms(from_, until)
    # Rows that go on in the window from one that ended in it. Sets of their own, which the database makes once.
    rests = Observation.objects.filter(
        community=community,
        opened_as=Opening.NEW,
        opened_at__gte=from_,
        opened_at__lt=until,
        continues__community=community,
        continues__category=F("category"),
        continues__state__in=REOPENABLE,
        continues__closed_at__gte=from_,
    )
    ended_for_good = ~Q(pk__in=rests.values("continues"))
    in_vain = terms["struck_off"] & ended_for_good
    new = terms["new"] & ~Q(pk__in=rests.values("pk")) & ~in_vain
    for state in REOPENABLE:
        terms[state.lower()] &= ended_for_good
    # Who came in the window and was struck off in it; who goes on in it came before.
    terms["struck_off"] &= ~terms["new"] | Q(pk__in=rests.values("pk"))
    now_there = terms["after"]
    ever = Observation.objects.filter(community=community, continues__isnull=False, opened_at__lt=until)
    struck = Q(state=State.STRUCK_OFF, closed_at__lt=until) & ~Q(pk__in=ever.values("continues"))
    # A last day of contact tells of one, whatever else was not asked; a member of a household has that of another.
    own_day = Q(arrival__exposed_on__isnull=False) & ~Q(arrival__origin_class=HOUSEHOLD)
    has_contact = Q(arrival__contact_history="YES") | own_day
    return {
        **terms,
        "new": new,
        **_origins(new),
        "with_contact": now_there & has_contact,
        "at_home": now_there & Q(place=Place.HOME),
        "in_central": now_there & Q(place=Place.CENTRAL),
        # Moves and reopenings go on with what was registered; who was registered in error was nobody.
        "cumulative": Q(opened_at__lt=until, opened_as=Opening.NEW, continues=None) & ~struck,
    }


def _origins(new: Q) -> dict[str, Q]:
    """Return whom each origin counts of who is new, everybody once: by category, the members of a household apart."""
    told = new & ~Q(arrival__origin_class=HOUSEHOLD)
    from_area = told & Q(category=Category.EPIDEMIC_AREA)
    return {
        "from_wuhan": from_area & Q(arrival__origin_class=WUHAN),
        "from_hubei": from_area & Q(arrival__origin_class=HUBEI),
        "from_area_unsaid": from_area & ~Q(arrival__origin_class__in=(WUHAN, HUBEI)),
        "from_elsewhere": told & Q(category=Category.ELSEWHERE),
        "from_nowhere": told & Q(category=Category.LOCAL),
        "from_unknown": told & Q(category=Category.UNKNOWN),
        "of_household": new & Q(arrival__origin_class=HOUSEHOLD),
    }


def _answered(outcomes: tuple[str, ...], until: datetime) -> Q:
    return Q(outcome__in=outcomes, done_at__lt=until) if outcomes else Q()


def counted(*, community: str, from_: datetime, until: datetime) -> dict[str, int]:
    """Count a community's window [from_, until) by figure; two statements."""
    return {
        **_of_observations(community, from_, until),
        **_of_facts(community, from_, until),
    }


def _of_observations(community: str, from_: datetime, until: datetime) -> dict[str, int]:
    """Return the balance whole and of each group, and the other figures of observations; one statement."""
    conditions = _conditions(community, from_, until)
    rows = (
        Observation.objects.filter(community=community, opened_at__lt=until)
        .values("category")
        .annotate(**{f"n_{key}": Count("pk", filter=condition) for key, condition in conditions.items()})
    )
    figures = dict.fromkeys((*conditions, *OF_GROUPS), 0)
    for row in map(dict[str, Any], rows):
        group = Category(row["category"]).lower()
        for key in conditions:
            figures[key] += row[f"n_{key}"]
        figures |= {f"{group}_{key}": row[f"n_{key}"] for key in BALANCE}
    return figures


def _of_facts(community: str, from_: datetime, until: datetime) -> dict[str, int]:
    """Return who was seen, the alerts and the duties: three counts that share nothing but their statement."""
    # By outcome, of which only duties have any.
    told = [key for key, outcomes in DUTY_OUTCOMES.items() if outcomes]
    blank = {f"n_{key}": Value(0) for key in told}
    seen = (
        seen_behind(community=community, from_=from_, until=until)
        .values(key=Value("persons_seen"))
        .annotate(n=Count("pk"), **blank)
    )
    alerts = alerts_behind(community=community, from_=from_, until=until)
    raised = alerts.values(key=Value("alerts")).annotate(n=Count("pk"), **blank)
    duties = duties_behind(community=community, key="checks_due", from_=from_, until=until)
    due = duties.values(key=Value("checks_due")).annotate(
        n=Count("id"),
        **{f"n_{key}": Count("id", filter=_answered(DUTY_OUTCOMES[key], until)) for key in told},
    )
    rows = {row["key"]: row for row in map(dict[str, Any], seen.union(raised, due, all=True))}
    return {
        "persons_seen": rows["persons_seen"]["n"],
        "alerts": rows["alerts"]["n"],
        "checks_due": rows["checks_due"]["n"],
        **{key: rows["checks_due"][f"n_{key}"] for key in told},
    }


def observations_behind(
    *, community: str, key: str, from_: datetime, until: datetime
) -> QuerySet[Observation]:
    """Return the observations that a figure of observations counts. Raises KeyError for another key."""
    group, term = term_of(key=key)
    condition = _conditions(community, from_, until)[term]
    if group:
        condition &= Q(category=group.upper())
    return _rows(community, condition)


def _rows(community: str, condition: Q) -> QuerySet[Observation]:
    return (
        Observation.objects.filter(condition, community=community)
        .select_related("person", "person__household", "arrival")
        .order_by("area", "person__household__walk_order", "person__name", "pk")
    )


def seen_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Observation]:
    """Return the observations of whoever was seen, heard or measured for a check that fell due in the window.

    The basis of "checks done": never more persons than checks, and nobody where no check was done.
    """
    done = duties_behind(community=community, key="checks_done", from_=from_, until=until)
    # The duties within, for a stream table is joined with nothing of the register.
    return Observation.objects.filter(pk__in=done.values("subject"))


def checks_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Check]:
    """Return the checks received in the window at which somebody was seen, heard or measured; struck ones none."""
    return standing_checks(_received(community, from_, until), SEEN)


def _received(community: str, from_: datetime, until: datetime) -> Q:
    return Q(
        county=county_of(community),
        community=community,
        received_at__gte=from_,
        received_at__lt=until,
        outcome=CheckOutcome.DONE,
    )


def duties_behind(*, community: str, key: str, from_: datetime, until: datetime) -> QuerySet[Duty]:
    """Return the checks that fell due in the window and that a figure counts; those not needed none. Raises KeyError."""
    # Also of who left less than a session before: what they answered may fall due only now, and days must add up.
    watched = Observation.objects.filter(community=community, opened_at__lt=until).filter(
        Q(closed_at=None) | Q(closed_at__gte=from_ - LONGEST_SESSION)
    )
    return Duty.objects.filter(
        _answered(DUTY_OUTCOMES[key], until),
        county=county_of(community),
        kind=KIND_CHECK,
        subject__in=watched.values("pk"),
        slot_on__gte=day_of(from_),
        slot_on__lte=day_of(until + timedelta(seconds=1)),
        due_at__gte=from_,
        due_at__lt=until,
    ).exclude(outcome=Duty.Outcome.NOT_NEEDED)


def alerts_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Alert]:
    """Return the alerts raised in the window whose check stands."""
    rows = Alert.objects.filter(_raised(community, from_, until), struck_at=None)
    return rows.select_related("observation__person__household")


def _raised(community: str, from_: datetime, until: datetime) -> Q:
    return Q(community=community, raised_at__gte=from_, raised_at__lt=until)


def balance_lines(*, community: str, from_: datetime, until: datetime) -> Iterator[str]:
    """Yield a line for each observation in each term of the balance; ten statements."""
    terms = _terms(from_, until)
    for key in BALANCE:
        rows = _rows(community, terms[key])
        for pk in rows.values_list("pk", flat=True):
            yield f"{key} {pk}"


def check_lines(*, community: str, from_: datetime, until: datetime) -> Iterator[str]:
    """Yield a line for each check, struck or not: a strike changes no seal."""
    rows = all_checks(_received(community, from_, until))
    return (f"check {row}" for row in rows.values_list("id", "temperature_tenths", "symptoms"))


def alert_lines(*, community: str, from_: datetime, until: datetime) -> Iterator[str]:
    """Yield a line for each alert, but for those that are about the file."""
    rows = Alert.objects.filter(_raised(community, from_, until)).exclude(cause__in=sorted(ABOUT_THE_FILE))
    return (f"alert {pk}" for pk in rows.values_list("pk", flat=True))
