"""Whole periods beside each other: who was seen on which day, by reading or by what came instead."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from linli.clock import day_of
from linli.duties.models import Duty
from linli.duties.queries import slots_on
from linli.observation.models import Observation
from linli.observation.queries.period import period_of
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import KIND_CHECK, Channel, CheckOutcome, Reading, is_ill
from linli.observation.rules.period import DayOfPeriod
from linli.protocols.versions import rules_of

# How a slot stands of which a sheet says something where nobody was seen in it.
TOLD: frozenset[str] = frozenset({"NOBODY_HOME", "REFUSED", "MISSED", "OVERDUE", "NOT_NEEDED"})


@dataclass(frozen=True)
class Mark:
    """One session of one day: the last standing reading, or what came instead.

    temperature_tenths: None where nobody measured. state: DONE where somebody was seen, else how the slot stands (TOLD),
    EXPLAINED where somebody said why it was missed. ill: with a fever, or with a symptom that the version lists.
    """

    session: str
    state: str
    temperature_tenths: int | None = None
    ill: bool = False


@dataclass(frozen=True)
class PeriodLine:
    """One person of the sheet. marks: number of a day of the period -> its sessions; days without any are left out.

    Day 0 is there where somebody was seen on the day that the period is counted from. first_on: the date of day 1.
    """

    observation: Observation
    today: DayOfPeriod
    first_on: date
    marks: Mapping[int, tuple[Mark, ...]]


class _Seen(NamedTuple):
    """What a sheet needs of a check."""

    observation: UUID
    slot_on: date
    session: str
    outcome: str
    temperature_tenths: int | None
    symptoms: list[str]


class _Slot(NamedTuple):
    """What a sheet needs of a duty."""

    subject: UUID
    slot_on: date
    session: str
    opens_at: datetime
    due_at: datetime
    overdue_at: datetime
    outcome: str
    explanation: str


def period_lines(*, observations: Sequence[Observation], now: datetime) -> list[PeriodLine]:
    """Return whole periods of visible observations, in their order. Two statements however many.

    The days are those of each one's own period: day 1 of somebody who came on the 20th is the 21st.
    """
    seen = _seen(observations)
    slots = _slots(observations, until=day_of(now))
    return [_line(row, seen[row.pk], slots[row.pk], now) for row in observations]


def _seen(observations: Sequence[Observation]) -> dict[UUID, list[_Seen]]:
    rows = standing_checks(
        county__in={row.county for row in observations}, observation__in=[row.pk for row in observations]
    )
    found: dict[UUID, list[_Seen]] = defaultdict(list)
    for told in rows.order_by("claimed_at", "received_at", "id").values_list(
        "observation_id", "slot_on", "session", "outcome", "temperature_tenths", "symptoms"
    ):
        check = _Seen(*told)
        found[check.observation].append(check)
    return found


def _slots(observations: Sequence[Observation], *, until: date) -> dict[UUID, list[_Slot]]:
    rows = Duty.objects.filter(
        county__in={row.county for row in observations},
        kind=KIND_CHECK,
        subject__in=[row.pk for row in observations],
        slot_on__lte=until,
    )
    found: dict[UUID, list[_Slot]] = defaultdict(list)
    for told in rows.order_by("due_at").values_list(
        "subject", "slot_on", "session", "opens_at", "due_at", "overdue_at", "outcome", "explanation"
    ):
        slot = _Slot(*told)
        found[slot.subject].append(slot)
    return found


def _line(row: Observation, seen: Iterable[_Seen], slots: Sequence[_Slot], now: datetime) -> PeriodLine:
    today = period_of(observation=row, day=day_of(now))
    first_on = row.last_on - timedelta(days=today.length - 1)
    marks: dict[date, dict[str, Mark]] = defaultdict(dict)
    for slot, state in slots_on(duties=slots, now=now):
        if state.explanation:
            marks[slot.slot_on][slot.session] = Mark(slot.session, "EXPLAINED")
        elif state.state in TOLD:
            marks[slot.slot_on][slot.session] = Mark(slot.session, state.state)
    rules = rules_of(row.protocol_id)
    for check in seen:
        before = marks[check.slot_on].get(check.session)
        if check.outcome == CheckOutcome.DONE:
            told = Reading(Channel.VISIT, check.temperature_tenths, frozenset(check.symptoms))
            ill = is_ill(reading=told, protocol=rules) or bool(before and before.ill)
            marks[check.slot_on][check.session] = _worse(
                before, Mark(check.session, "DONE", check.temperature_tenths, ill)
            )
    order = {session.code: place for place, session in enumerate(rules.sessions)}
    numbered = {
        (day - first_on).days + 1: tuple(
            sorted(those.values(), key=lambda mark: order.get(mark.session, len(order)))
        )
        for day, those in sorted(marks.items())
    }
    return PeriodLine(row, today, first_on, {n: those for n, those in numbered.items() if n >= 0 and those})


def days_shown(*, lines: Collection[PeriodLine]) -> range:
    """Return the days that a sheet of some lines has: from 1, or 0 where somebody was seen then, to the longest period."""
    first = 0 if any(0 in line.marks for line in lines) else 1
    last = max((max([line.today.length, *line.marks]) for line in lines), default=0)
    return range(first, last + 1)


def _worse(before: Mark | None, now: Mark) -> Mark:
    """Return the mark of two readings of one session: the higher one stays, so that a later "normal" hides no fever."""
    if before is None or before.state != "DONE" or before.temperature_tenths is None:
        return now
    if now.temperature_tenths is None or now.temperature_tenths < before.temperature_tenths:
        return Mark(now.session, "DONE", before.temperature_tenths, now.ill)
    return now
