"""How observations went: each day with its slots and checks, and what calls for an answer. A fixed number of statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.clock import day_of
from linli.duties.models import Duty
from linli.duties.queries import SlotState, is_unexplained, slots_on
from linli.duties.rules import one_a_session
from linli.observation.models import Observation
from linli.observation.queries.cases import CheckTold, told_with_strikes
from linli.observation.queries.ladders import Refusal, refusals_of
from linli.observation.queries.standing import all_checks
from linli.observation.queries.whole import Whole, whole_of
from linli.observation.rules import KIND_CHECK, Channel
from linli.observation.rules.checks import told_late


@dataclass(frozen=True)
class DaySheet:
    """One day of an observation: each session's state and the checks of the day, in order of time.

    late: ids of those that were told after their slot was over.
    """

    day: date
    slots: tuple[SlotState, ...]
    checks: tuple[CheckTold, ...]
    late: frozenset[UUID]


@dataclass(frozen=True)
class Sheet:
    """An observation's days up to today, the newest first; days without duty and check are left out.

    to_explain: a slot was neither answered nor explained. refusal: one that stands, or None.
    """

    observation: Observation
    days: tuple[DaySheet, ...]
    to_explain: bool
    refusal: Refusal | None


def sheets_of(*, observations: Sequence[Observation], now: datetime) -> list[Sheet]:
    """Return the sheets of visible observations of one person, in their order.

    What stands on a row that none of them shows, because somebody moved here, stands with the row that goes on from it. Three
    statements however many observations and checks, and one more where a check is struck, somebody refuses, or one goes on
    from another row.
    """
    whole = whole_of(observations=observations)
    checks = _checks(observations, whole)
    duties = _duties(observations, whole, until=day_of(now))
    answers = {
        subject: [
            (told.check.claimed_at, told.check.outcome)
            for told in those
            if not told.strike and told.check.channel != Channel.ROSTER
        ]
        for subject, those in checks.items()
    }
    refusals = refusals_of(answers=answers)
    return [
        Sheet(
            observation=o,
            days=_days(checks[o.pk], duties.get(o.pk, []), now),
            to_explain=any(
                is_unexplained(duty=duty, now=now)
                for row, those in whole.asked.items()
                if o.pk in those
                for duty in duties.get(row, ())
            ),
            refusal=refusals.get(o.pk),
        )
        for o in observations
    ]


def _shown_with(observations: Sequence[Observation], whole: Whole) -> dict[UUID, UUID]:
    """Return for each row the observation that it is shown with: itself where it is shown, else one that goes on from it."""
    shown = {o.pk for o in observations}
    return {row: row if row in shown else those[0] for row, those in whole.asked.items()}


def _checks(observations: Sequence[Observation], whole: Whole) -> dict[UUID, list[CheckTold]]:
    """Return the checks of observations, those struck too, in order of their claimed time."""
    rows = all_checks(county__in=whole.counties, observation__in=whole.rows).order_by(
        "claimed_at", "received_at"
    )
    at = _shown_with(observations, whole)
    found: dict[UUID, list[CheckTold]] = defaultdict(list)
    for told in told_with_strikes(checks=list(rows)):
        found[at[told.check.observation_id]].append(told)
    return found


def _duties(observations: Sequence[Observation], whole: Whole, *, until: date) -> dict[UUID, list[Duty]]:
    """Return the slots of observations up to a day, in order."""
    rows = Duty.objects.filter(
        county__in=whole.counties, kind=KIND_CHECK, subject__in=whole.rows, slot_on__lte=until
    )
    at = _shown_with(observations, whole)
    found: dict[UUID, list[Duty]] = defaultdict(list)
    for row in rows.order_by("slot_on", "due_at"):
        found[at[row.subject]].append(row)
    return {subject: one_a_session(slots=those) for subject, those in found.items()}


def _days(checks: list[CheckTold], duties: Sequence[Duty], now: datetime) -> tuple[DaySheet, ...]:
    slots: dict[date, list[SlotState]] = defaultdict(list)
    made: dict[date, list[CheckTold]] = defaultdict(list)
    for duty, slot in slots_on(duties=duties, now=now):
        slots[duty.slot_on].append(slot)
    for told in checks:
        made[told.check.slot_on].append(told)
    over = {(duty.slot_on, duty.session): duty.overdue_at for duty in duties}
    late = frozenset(
        check.id
        for check in (told.check for told in checks)
        if (at := over.get((check.slot_on, check.session)))
        and told_late(channel=check.channel, received_at=check.received_at, overdue_at=at)
    )
    days = sorted({*slots, *made}, reverse=True)
    return tuple(DaySheet(day, tuple(slots[day]), tuple(made[day]), late) for day in days)
