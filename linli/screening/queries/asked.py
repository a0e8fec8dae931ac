"""Which doors were asked: the one rule of the report's figure, of a round's progress and of the lists.

A door was asked when somebody replied there (screening), when somebody of it was seen or spoken to (check), or when
a worker found somebody there who is registered since. Nobody asked at a door of which a list, a call to the desk or a rule told.
Source: docs/rules/screening.md#asked.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Final, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from linli.census.queries.counts import SEEN, checks_behind, duties_behind, seen_behind
from linli.observation.models import Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import Opening, State
from linli.people.models import Household
from linli.people.rules.sources import SOURCE_OF_ENTRY, SourceKind
from linli.screening.models import DoorAnswer, Round
from linli.screening.rules import ANSWERED
from linli.stream.tables import county_of

# How somebody came to be registered whom a worker found: told at the door, or where it happened.
FOUND_BY_WORKER: Final = sorted(
    {SourceKind.WORKER, *(entry for entry, kind in SOURCE_OF_ENTRY.items() if kind == SourceKind.WORKER)}
)
_FOUND: Final = Q(arrival__known_by__in=FOUND_BY_WORKER)


class Window(TypedDict):
    """A community's [from_, until)."""

    community: str
    from_: datetime
    until: datetime


def answers_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[DoorAnswer]:
    """Return the standing answers of the window at which somebody replied."""
    return DoorAnswer.objects.filter(
        community=community, at__gte=from_, at__lt=until, answer__in=ANSWERED, taken_back_at=None
    )


def registered_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Observation]:
    """Return the first rows of whoever was registered in the window; of those struck off and not restored nobody was."""
    return Observation.objects.filter(
        _is_registered(), community=community, opened_at__gte=from_, opened_at__lt=until
    )


def found_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Observation]:
    """Return those among them whom a worker found: only at their doors somebody has been."""
    registered = registered_behind(community=community, from_=from_, until=until)
    return registered.filter(_FOUND)


def _is_registered() -> Q:
    """Return the condition that a row began an observation that stands, in it or in one that goes on from it.

    Who is restored counts when observation began: the day keeps its door, and the day of the restoring gets none.
    """
    return Q(opened_as=Opening.NEW, began_at=None) & row_stands()


def row_stands() -> Q:
    """Return the condition that a row of an observation was not struck off, or was restored."""
    goes_on = Observation.objects.filter(arrival=OuterRef("arrival"), began_at=OuterRef("opened_at"))
    return ~Q(state=State.STRUCK_OFF) | Q(Exists(goes_on.exclude(state=State.STRUCK_OFF)))


def checked_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Observation]:
    """Return the observations of whoever was seen or spoken to in the window."""
    checks = checks_behind(community=community, from_=from_, until=until)
    # The checks within, for a stream table is joined with nothing of the register.
    return Observation.objects.filter(pk__in=checks.values("observation_id"))


def doors_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Household]:
    """Return the doors that the figure of a window counts, each once, in walking order; also of who has moved away since.

    A door of which a list or a call told is one that was registered, though nobody has been there: a round's progress leaves it.
    Checks stand here as in the figures beside it, by when they fell due: whoever reads both sees the same persons behind them.
    """
    window = Window(community=community, from_=from_, until=until)
    asked = _asked(window, registered_behind(**window), seen_behind(**window))
    return Household.objects.filter(asked).order_by("area", "walk_order", "pk")


def asked_within(window: Window) -> Q:
    """Return the condition that a household was asked in a window, by when it happened."""
    return _asked(window, found_behind(**window), checked_behind(**window))


def _asked(window: Window, registered: QuerySet[Observation], seen: QuerySet[Observation]) -> Q:
    return (
        Q(pk__in=answers_behind(**window).values("household_id"))
        | Q(pk__in=registered.values("person__household_id"))
        | Q(pk__in=seen.values("person__household_id"))
    )


def asked_each(window: Window) -> Iterator[tuple[UUID, datetime]]:
    """Yield each time that a household was asked in a window; three statements."""
    yield from _told_each(window, found_behind(**window))
    yield from _of_homes(checks_behind(**window).values_list("observation_id", "received_at"))


def _told_each(window: Window, registered: QuerySet[Observation]) -> Iterator[tuple[UUID, datetime]]:
    answers = answers_behind(**window).values_list("household_id", "at")
    new = registered.values_list("person__household_id", "opened_at")
    yield from answers.union(new, all=True)


def _of_homes(seen: Iterable[tuple[UUID, datetime]]) -> Iterator[tuple[UUID, datetime]]:
    """Yield with its household each time that somebody of an observation was seen."""
    times = list(seen)
    watched = Observation.objects.filter(pk__in={observation for observation, _at in times})
    homes = dict(watched.values_list("pk", "person__household_id"))
    yield from ((homes[observation], at) for observation, at in times)


def asked_moments(window: Window) -> dict[UUID, datetime]:
    """Return by household of doors_behind when it was last asked."""
    duties = duties_behind(key="checks_done", **window).values_list("subject", "done_at")
    done = [(subject, at) for subject, at in duties if at is not None]
    return dict(
        sorted([*_told_each(window, registered_behind(**window)), *_of_homes(done)], key=lambda each: each[1])
    )


def asked_in_round(*, communities: Collection[str], until: datetime | None = None) -> Q:
    """Return the condition that a household was asked since the round of its community began; without a round none was.

    until: as of that moment, None for now. The same rule as of a window, put so that the database answers it of thousands of
    doors by three sets that it makes once.
    """
    asked = Q(pk__in=[])
    for community in sorted(set(communities)):
        asked |= Q(community=community) & _since_it_began(community, until)
    return asked


def _since_it_began(community: str, until: datetime | None) -> Q:
    newest = Round.objects.filter(community=community, **_before("began_at", until))
    began_at = Subquery(newest.order_by("-began_at").values("began_at")[:1])
    answers = DoorAnswer.objects.filter(
        community=community,
        at__gte=began_at,
        answer__in=ANSWERED,
        taken_back_at=None,
        **_before("at", until),
    )
    here = Observation.objects.filter(community=community)
    is_new = _is_registered() & _FOUND & Q(opened_at__gte=began_at, **_before("opened_at", until))
    checks = standing_checks(
        SEEN,
        county=county_of(community),
        observation=OuterRef("pk"),
        received_at__gte=began_at,
        **_before("received_at", until),
    )
    # Of whoever is new the door was asked, whatever was checked since: in a first round that is nearly everybody.
    seen = here.exclude(is_new).filter(Exists(checks))
    return (
        Q(pk__in=answers.values("household_id"))
        | Q(pk__in=here.filter(is_new).values("person__household_id"))
        | Q(pk__in=seen.values("person__household_id"))
    )


def _before(field: str, until: datetime | None) -> dict[str, datetime]:
    return {} if until is None else {f"{field}__lt": until}
