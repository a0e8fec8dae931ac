"""Whole periods beside each other: who was seen on which day, by reading or by what came instead."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from linli.clock import day_of
from linli.duties.models import Duty
from linli.duties.queries import slots_on
from linli.duties.rules import one_a_session
from linli.observation.models import Observation
from linli.observation.queries.period import period_of
from linli.observation.queries.standing import standing_checks
from linli.observation.queries.whole import Whole, whole_of
from linli.observation.rules import CALLS, KIND_CHECK, Channel, CheckOutcome, Reading, is_ill
from linli.observation.rules.checks import told_late
from linli.observation.rules.period import DayOfPeriod
from linli.protocols.versions import rules_of

# How a slot stands of which a sheet says something where nobody was seen in it.
TOLD: frozenset[str] = frozenset({"NOBODY_HOME", "REFUSED", "MISSED", "OVERDUE", "NOT_NEEDED"})


class Source(StrEnum):
    """How a reading is known that is kept and answers no slot. Source: docs/rules/protocols.md#missed."""

    NONE = ""
    CALL = "CALL"  # where a visit was needed
    LIST = "LIST"  # nobody was seen


@dataclass(frozen=True)
class Mark:
    """One session of one day: the last standing reading, or what came instead.

    temperature_tenths: None where nobody measured. state: DONE where somebody was seen, else how the slot stands (TOLD),
    EXPLAINED where somebody said why it was missed, '' where it is still to be answered. ill: with a fever, or with a
    symptom that the version lists. told: how a reading is known that did not answer the slot, Source.NONE for none. late:
    told after the slot was over.
    """

    session: str
    state: str
    temperature_tenths: int | None = None
    ill: bool = False
    told: Source = Source.NONE
    late: bool = False


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
    channel: str
    received_at: datetime


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
    """Return whole periods of visible observations, in their order, whatever rows they went on in.

    Two statements however many, and one more where one goes on from another row. The days are those of each one's own
    period: day 1 of somebody who came on the 20th is the 21st.
    """
    whole = whole_of(observations=observations)
    seen = _seen(whole)
    slots = _slots(whole, until=day_of(now))
    return [
        _line(row, seen.get(row.pk, ()), one_a_session(slots=slots.get(row.pk, ())), now)
        for row in observations
    ]


def _seen(whole: Whole) -> dict[UUID, list[_Seen]]:
    rows = standing_checks(county__in=whole.counties, observation__in=whole.rows)
    told = rows.order_by("claimed_at", "received_at", "id").values_list(
        "observation_id",
        "slot_on",
        "session",
        "outcome",
        "temperature_tenths",
        "symptoms",
        "channel",
        "received_at",
    )
    return whole.gathered(facts=(_Seen(*row) for row in told), row_of=lambda check: check.observation)


def _slots(whole: Whole, *, until: date) -> dict[UUID, list[_Slot]]:
    rows = Duty.objects.filter(
        county__in=whole.counties, kind=KIND_CHECK, subject__in=whole.rows, slot_on__lte=until
    )
    told = rows.order_by("due_at").values_list(
        "subject", "slot_on", "session", "opens_at", "due_at", "overdue_at", "outcome", "explanation"
    )
    return whole.gathered(facts=(_Slot(*row) for row in told), row_of=lambda slot: slot.subject)


def _line(row: Observation, seen: Iterable[_Seen], slots: Sequence[_Slot], now: datetime) -> PeriodLine:
    today = period_of(observation=row, day=day_of(now))
    first_on = row.last_on - timedelta(days=today.length - 1)
    marks: dict[date, dict[str, Mark]] = defaultdict(dict)
    asked = {(slot.slot_on, slot.session): slot for slot in slots}
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
            marks[check.slot_on][check.session] = _mark(
                before, check, ill=ill, slot=asked.get((check.slot_on, check.session))
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


def _mark(before: Mark | None, check: _Seen, *, ill: bool, slot: _Slot | None) -> Mark:
    """Return the mark of a session once one more reading of it is looked at; before: what stands so far.

    The slot alone says whether somebody was seen: a call that cannot stand for the visit, and what a list tells, are told
    beside how it stands. Of two readings the higher one stays, so that a later "normal" hides no fever.
    """
    known = (before.temperature_tenths if before else None, check.temperature_tenths)
    tenths = [one for one in known if one is not None]
    highest = max(tenths, default=None)
    if slot is None or slot.outcome == CheckOutcome.DONE:
        late = slot is not None and told_late(
            channel=check.channel, received_at=check.received_at, overdue_at=slot.overdue_at
        )
        is_first = before is None or before.state != "DONE"
        return Mark(
            check.session, "DONE", highest, ill, late=late and (is_first or bool(before and before.late))
        )
    source = Source.CALL if check.channel in CALLS else Source.LIST
    return Mark(check.session, before.state if before else "", highest, ill, told=source)
