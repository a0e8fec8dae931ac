"""What stands on the day's list of a person under observation beside the hours that are due."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Case, Count, Exists, Max, Model, OuterRef, Q, QuerySet, Subquery, Value, When

from linli import kept
from linli.duties.kinds import DutySubject
from linli.duties.models import Duty
from linli.duties.queries import SlotState, slots_on
from linli.duties.rules import ANSWERABLE, one_a_session
from linli.observation.duties import at_clinic, shown, watched
from linli.observation.models import Alert, HouseholdHold, Observation
from linli.observation.queries.whole import Whole, whole_of
from linli.observation.rules import KIND_CHECK, Cause, State
from linli.observation.rules.households import FAMILY_ALARMS, HoldKind
from linli.people.models import Household, Person
from linli.referrals.models import Referral
from linli.referrals.rules import CONTAGIOUS
from linli.staff.queries import areas_condition, in_scope
from linli.staff.rights import Action
from linli.staff.rules import Scope, Viewer, scope
from linli.worklist.queries.remeasure import counties_of, too_low


@dataclass(frozen=True)
class CheckLine:
    """One person of the day's list."""

    observation: Observation
    slots: tuple[SlotState, ...]
    missed: int  # slots of earlier days that nobody answered or explained
    alert: bool
    away: bool  # at the clinic now
    remeasure: bool  # today's last reading was too low to believe
    over: bool  # the period is complete; release waits
    family_ill: str  # what somebody else of the household has: a Result of a case, a Cause of an open alert; '' nothing
    household_size: int  # how many of the household the viewer sees under observation

    @property
    def shown(self) -> DutySubject:
        """Return the person as every list shows the subject of a duty."""
        return shown(observation=self.observation, away=self.away)

    @property
    def needs_action(self) -> bool:
        """Say whether something is due at this door now."""
        due = any(slot.state in ANSWERABLE for slot in self.slots)
        return not self.away and (due or self.remeasure)

    @property
    def needs_remeasuring(self) -> bool:
        """Say whether somebody must measure a second time."""
        return self.remeasure and not self.away

    @property
    def needs_visit(self) -> bool:
        """Say whether a call cannot answer what is due now."""
        return not self.away and any(slot.needs_visit for slot in self.slots)

    @property
    def is_overdue(self) -> bool:
        """Say whether a slot of today has passed without an answer."""
        return not self.away and any(slot.state == "OVERDUE" for slot in self.slots)


def _columns(model: type[Model], *shown: str) -> tuple[str, ...]:
    """Return columns of a model in its own order, as from_db takes them."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname in shown)


# Of several alerts of a household the most severe is named.
SEVEREST_FIRST: Final = Case(
    When(cause=Cause.TEST, then=Value(0)),
    When(cause=Cause.FEVER, then=Value(1)),
    When(cause=Cause.CLINIC, then=Value(2)),
    default=Value(3),
)
# What a line shows of an observation, its person and the household; whoever reads more of it asks once more for each.
_OBSERVATION: Final = _columns(
    Observation,
    "id",
    "county",
    "area",
    "person_id",
    "protocol_id",
    "anchor_on",
    "last_on",
    "continues_id",
    "state",
)
_PERSON: Final = _columns(Person, "id", "household_id", "name")
_HOUSEHOLD: Final = _columns(Household, "id", "address", "note")


def check_lines(
    *,
    viewer: Viewer,
    observations: kept.Query,
    ids: Sequence[UUID],
    day: date,
    now: datetime,
    low: Collection[UUID] | None = None,
) -> list[CheckLine]:
    """Return the lines of open observations, those that the viewer sees, in their order.

    Three statements however many, and one more where one goes on from another row. observations: what makes their query, told
    `now` as `at`, and `ids`. low: who must be measured again, where that is known already, as `to_remeasure` tells: one less.
    """
    reach = scope(viewer=viewer, action=Action.SEE_PERSON)
    asked = kept.query(_line_rows, observations=observations, reach=reach)
    rows = [_line_row(row) for row in kept.rows(asked, at=now, ids=ids)]
    whole = whole_of(observations=[row.observation for row in rows])
    found, missed = _slots(whole, day)
    if low is None:
        low = too_low(whole, {row.observation.pk: row.observation.protocol_id for row in rows}, day)
    lines = []
    for row in rows:
        pk = row.observation.pk
        slots = slots_on(duties=found.get(pk, ()), now=now, alarmed=bool(row.family_cause))
        lines.append(
            CheckLine(
                observation=row.observation,
                slots=tuple(slot for duty, slot in slots if duty.slot_on == day),
                missed=missed[pk],
                alert=row.alert,
                away=row.away,
                remeasure=pk in low,
                over=row.observation.last_on < day,
                family_ill=_family_ill(row.family_cause, row.family_case, is_held=row.family_held),
                household_size=row.household_size,
            )
        )
    return lines


class _LineRow(NamedTuple):
    """An observation, with its person and household, and what is asked of it with it."""

    observation: Observation
    away: bool
    alert: bool
    family_cause: str | None
    family_held: bool
    family_case: str | None
    household_size: int


def _line_rows(
    *, observations: kept.Query, reach: Scope, at: datetime, ids: Sequence[UUID] = ()
) -> kept.Values:
    seen = watched(areas_condition(scope=reach))
    alerts = Alert.objects.filter(reviewed_at=None)
    in_family = alerts.filter(
        observation__person__household=OuterRef("person__household"), cause__in=FAMILY_ALARMS
    )
    cases = Referral.objects.filter(
        person__household=OuterRef("person__household"), result__in=sorted(CONTAGIOUS)
    )
    at_home = seen.filter(person__household=OuterRef("person__household")).order_by()
    rows: kept.Values = (
        observations(at=at, ids=ids)
        .filter(areas_condition(scope=reach), state=State.OBSERVING)
        .annotate(
            away=at_clinic(),
            alert=Exists(alerts.filter(observation=OuterRef("pk"))),
            family_cause=Subquery(
                in_family.exclude(observation=OuterRef("pk"))
                .order_by(SEVEREST_FIRST, "raised_at")
                .values("cause")[:1]
            ),
            family_held=Exists(
                HouseholdHold.objects.filter(person=OuterRef("person"), kind=HoldKind.FAMILY, lifted_at=None)
            ),
            family_case=Subquery(
                cases.exclude(subject=OuterRef("pk")).order_by("-result_at").values("result")[:1]
            ),
            household_size=Subquery(at_home.values("person__household").annotate(n=Count("pk")).values("n")),
        )
        .values_list(
            *_OBSERVATION,
            *(f"person__{name}" for name in _PERSON),
            *(f"person__household__{name}" for name in _HOUSEHOLD),
            "away",
            "alert",
            "family_cause",
            "family_held",
            "family_case",
            "household_size",
        )
    )
    return rows


def _line_row(row: Sequence[Any]) -> _LineRow:
    person_at = len(_OBSERVATION)
    household_at = person_at + len(_PERSON)
    rest_at = household_at + len(_HOUSEHOLD)
    observation = Observation.from_db(connection.alias, _OBSERVATION, row[:person_at])
    observation.person = Person.from_db(connection.alias, _PERSON, row[person_at:household_at])
    observation.person.household = Household.from_db(connection.alias, _HOUSEHOLD, row[household_at:rest_at])
    return _LineRow(observation, *row[rest_at:])


def _family_ill(cause: str | None, case: str | None, *, is_held: bool) -> str:
    """Return what the others are told of a household: the case before the alert, as long as one of them concerns them."""
    return (case if case and (cause or is_held) else cause) or ""


class DaySlot(NamedTuple):
    """A check that is due, as far as the day's list needs it; why nobody answered is not read."""

    subject: UUID
    slot_on: date
    session: str
    opens_at: datetime
    due_at: datetime
    overdue_at: datetime
    outcome: str
    explanation: str = ""


def _slots(whole: Whole, day: date) -> tuple[Mapping[UUID, list[DaySlot]], Mapping[UUID, int]]:
    """Return the checks of a day and of the day before, as they are due, and how many of earlier days were silent.

    The slot before decides whether a call is enough. One statement: of the silent ones there may be dozens a person, so
    they come as one row of each, with their count.
    """
    asked = kept.query(_slot_rows, counties=counties_of(whole), day=day)
    slots: list[DaySlot] = []
    missed: Counter[UUID] = Counter()
    for subject, *hours, count in kept.rows(asked, ids=whole.rows) if whole.rows else ():
        if count:
            missed.update(dict.fromkeys(whole.asked[subject], count))
        else:
            slots.append(DaySlot(subject, *hours))
    found = whole.gathered(facts=slots, row_of=lambda slot: slot.subject)
    return {subject: one_a_session(slots=those) for subject, those in found.items()}, missed


def _slot_rows(*, counties: Sequence[str], day: date, ids: Sequence[UUID]) -> kept.Values:
    checks = Duty.objects.filter(county__in=counties, kind=KIND_CHECK, subject__in=ids)
    near = checks.filter(slot_on__gte=day - timedelta(days=1), slot_on__lte=day).values_list(
        "subject", "slot_on", "session", "opens_at", "due_at", "overdue_at", "outcome", Value(0)
    )
    silent = (
        checks.filter(slot_on__lt=day, outcome=Duty.Outcome.OPEN, explained_at=None)
        .values_list("subject")
        .annotate(
            Max("slot_on"),
            Max("session"),
            Max("opens_at"),
            Max("due_at"),
            Max("overdue_at"),
            Max("outcome"),
            Count("id"),
        )
    )
    both: kept.Values = near.union(silent, all=True).order_by("due_at")
    return both


def period_over(*, areas: Q, day: date) -> QuerySet[Observation, UUID]:
    """Return the open observations of some areas whose last day has passed: a query of their ids."""
    return watched(areas).filter(last_on__lt=day).values_list("pk", flat=True)


def alerts_waiting(*, viewer: Viewer, grid: str) -> QuerySet[Observation]:
    """Return of whom alerts wait for a review where the viewer sees persons, of one area where `grid` names it."""
    alerts = Alert.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON), reviewed_at=None)
    waiting = alerts.filter(area=grid) if grid else alerts
    return Observation.objects.filter(pk__in=waiting.values("observation"))
