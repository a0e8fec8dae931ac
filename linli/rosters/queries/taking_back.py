"""What an import made, how each of its rows stands, and what would follow if it were taken back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Value

from linli.duties.models import Duty
from linli.elsewhere.models import FoundHere
from linli.observation.models import Alert, Arrival, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import KIND_CHECK, Channel, State
from linli.people.models import Household, Person, ToldAgain
from linli.people.queries.duplicates import pairs_waiting
from linli.referrals.models import Referral
from linli.referrals.rules import State as Step
from linli.rosters.models import RosterImport, RosterRow
from linli.rosters.models import TakingBack as TakingBack  # pages may name the type of a row
from linli.rosters.queries.done import Acts, acts_with, answered_found
from linli.rosters.rules.taking_back import Done, done_since, done_with_told
from linli.staff.queries import names_of

NEW: Final = RosterRow.Outcome.NEW
# In the order of the page.
FOLLOWS: Final = (
    "persons",
    "households",
    "arrivals",
    "duties",
    "readings",
    "alerts",
    "referrals",
    "pairs",
    "told",
    "found",
)


@dataclass(frozen=True)
class RowStanding:
    """A row that made something and is not taken back. done: what keeps it; nothing where it may be taken back."""

    row: RosterRow
    done: tuple[Done, ...]


def rows_standing(*, roster: RosterImport) -> list[RowStanding]:
    """Return the rows of an import that made something and are not taken back, in the file's order.

    Left out are rows that agreed with what was known, and those that repeat a row of the file: they go with it.
    """
    rows = list(
        RosterRow.objects.filter(roster=roster, at__isnull=False, taken_back=None)
        .defer("raw_sealed")
        .order_by("position")
    )
    if not rows:
        return []
    acts = acts_with(roster=roster)
    opened = {row.person for row in rows if row.observation}
    answered = answered_found(roster=roster) if any(row.found for row in rows) else set()
    return [
        RowStanding(row, _done(row, acts, answered))
        for row in rows
        if row.observation or row.found or (row.person not in opened and (row.person, row.at) in acts.telling)
    ]


def _done(row: RosterRow, acts: Acts, answered: Collection[UUID]) -> tuple[Done, ...]:
    if row.found:
        return (Done.DECIDED,) if row.found in answered else ()
    if row.at is None or row.person is None:
        return ()
    judge = done_since if row.observation else done_with_told
    return judge(made_at=row.at, acts=acts.by_person.get(row.person, ()))


def follows(*, roster: RosterImport, rows: Sequence[RosterRow]) -> dict[str, int]:
    """Count what would go with rows of an import, by the names of FOLLOWS; two statements.

    persons: who leave the register, for nothing else entered them; households: in which nobody else lives.
    """
    ids = [row.observation for row in rows if row.observation]
    moments = {row.at for row in rows if row.at}
    opened = Observation.objects.filter(pk__in=ids, state=State.OBSERVING)
    leaving = entered_by(rows=rows)
    others = Person.objects.filter(
        household=OuterRef("pk"), joined_to=None, identity_removed_at=None, taken_back_at=None
    ).exclude(pk__in=leaving.values("pk"))
    homes = Household.objects.filter(members__in=leaving.values("pk")).distinct()
    told = ToldAgain.objects.filter(
        person__in=[row.person for row in rows if row.person], at__in=moments, decision=""
    )
    pairs = pairs_waiting(community=roster.area)
    waiting = pairs.filter(one__in=leaving.values("pk")) | pairs.filter(other__in=leaving.values("pk"))
    parts: dict[str, QuerySet[Any]] = {
        "persons": leaving,
        "households": homes.filter(~Exists(others)),
        "arrivals": Arrival.objects.filter(observations__in=opened.values("pk")),
        "alerts": Alert.objects.filter(observation__in=opened.values("pk"), reviewed_at=None),
        "referrals": Referral.objects.filter(subject__in=opened.values("pk"), state=Step.RAISED),
        "pairs": waiting,
        "told": told,
        "found": FoundHere.objects.filter(pk__in=[row.found for row in rows if row.found]),
    }
    counted = [
        part.order_by().values(key=Value(key)).annotate(n=Count("pk", distinct=True))
        for key, part in parts.items()
    ]
    counts = {row["key"]: row["n"] for row in map(dict[str, Any], counted[0].union(*counted[1:], all=True))}
    duties = Duty.objects.filter(
        county=roster.county, kind=KIND_CHECK, subject__in=ids, outcome=Duty.Outcome.OPEN
    )
    read = standing_checks(county=roster.county, observation__in=opened.values("pk"), channel=Channel.ROSTER)
    stream = [
        part.order_by().values(key=Value(key)).annotate(n=Count("id"))
        for key, part in (("duties", duties), ("readings", read))
    ]
    counts |= {row["key"]: row["n"] for row in map(dict[str, Any], stream[0].union(stream[1], all=True))}
    return {key: counts.get(key, 0) for key in FOLLOWS}


def entered_by(*, rows: Sequence[RosterRow]) -> QuerySet[Person]:
    """Return whom rows entered into the register, and nothing before: registered at the moment of the row."""
    people = [row.person for row in rows if row.person and row.observation]
    moments = {row.at for row in rows if row.at}
    return Person.objects.filter(pk__in=people, registered_at__in=moments, taken_back_at=None)


@dataclass(frozen=True)
class TakingTold:
    """A taking back with the names of who took back, and who took in again."""

    row: TakingBack
    by: str
    undone_by: str


def takings_of(*, roster: RosterImport) -> list[TakingTold]:
    """Return the takings back of a visible import, the newest first; two statements."""
    rows = list(TakingBack.objects.filter(roster=roster).order_by("-at", "-pk"))
    names = names_of(ids={who for row in rows for who in (row.by, row.undone_by) if who})
    return [
        TakingTold(row, names.get(row.by, ""), names.get(row.undone_by, "") if row.undone_by else "")
        for row in rows
    ]


def taking_at(*, roster: RosterImport, id: UUID) -> TakingBack | None:
    """Return a taking back of a visible import that stands, or None."""
    return TakingBack.objects.filter(roster=roster, pk=id, undone_at=None).first()
