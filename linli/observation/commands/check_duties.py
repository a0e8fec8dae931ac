"""The checks that an observation makes due: opened, and fitted to another version or last day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from linli.clock import day_of, start_of
from linli.duties.commands import (
    Discharge,
    Subject,
    ask_again,
    discharge_duties,
    fit_duties,
    open_duties,
    waive_duties,
    waive_slot,
)
from linli.duties.models import Duty
from linli.observation.models import Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.queries.whole import whole_of
from linli.observation.rules import KIND_CHECK, Channel, CheckOutcome
from linli.protocols.versions import rules_of, slots_of
from linli.referrals.models import Referral
from linli.referrals.queries import AWAY


def open_check_duties(
    *, observations: Sequence[Observation], from_: datetime, moved_at: Mapping[UUID, datetime] | None = None
) -> None:
    """Open the checks of observations of one county and one protocol, for slots that fall due after `from_`.

    None falls due before an observation was opened, or before it was moved to the protocol (`moved_at`, by
    observation). A duty that exists is left as it is.
    """
    since = moved_at or {}
    first = observations[0]
    slots = slots_of(
        rules=rules_of(first.protocol_id),
        from_=from_,
        first=day_of(from_),
        last=max(observation.last_on for observation in observations),
    )
    open_duties(
        county=first.county,
        kind=KIND_CHECK,
        subjects=[
            Subject(id=o.pk, area=o.area, last_on=o.last_on, from_=since.get(o.pk, o.opened_at))
            for o in observations
        ],
        slots=slots,
    )
    _leave_answered(observations)
    for observation in observations:
        if observation.continues_id:
            keep_tries(observation=observation, now=from_)


def answered_before(*, observations: Sequence[Observation]) -> dict[UUID, set[tuple[date, str]]]:
    """Return which sessions were answered in the rows that observations go on from and fall due only now, by observation.

    Whoever was seen this morning and moves, or is observed again, is not due once more this morning. Statements: two for each
    row back, none where nothing goes on.
    """
    found: dict[UUID, set[tuple[date, str]]] = defaultdict(set)
    rest = {row.continues_id: row for row in observations if row.continues_id}
    while rest:
        since = min(row.opened_at for row in rest.values())
        before = list(Observation.objects.filter(pk__in=rest).values_list("pk", "county", "continues"))
        duties = Duty.objects.filter(
            county__in={county for _pk, county, _next in before},
            kind=KIND_CHECK,
            subject__in=list(rest),
            outcome=Duty.Outcome.DONE,
            due_at__gt=since,
        )
        for subject, on, session, due_at in duties.values_list("subject", "slot_on", "session", "due_at"):
            if due_at > rest[subject].opened_at:
                found[rest[subject].pk].add((on, session))
        rest = {further: rest[pk] for pk, _county, further in before if further}
    return found


def _leave_answered(observations: Sequence[Observation]) -> None:
    by_slot: dict[tuple[date, str], list[UUID]] = defaultdict(list)
    for subject, slots in answered_before(observations=observations).items():
        for slot in slots:
            by_slot[slot].append(subject)
    for (on, session), subjects in by_slot.items():
        waive_slot(
            county=observations[0].county, kind=KIND_CHECK, subjects=subjects, slot_on=on, session=session
        )


def keep_tries(*, observation: Observation, now: datetime) -> None:
    """Let visits to nobody, made in the rows that an observation goes on from, stand in its sessions that wait.

    An end taken back leaves the day as it was. Where somebody moved here, what was tried at the other door says nothing of
    this one. Three statements, none where nothing goes on.
    """
    if observation.continues_id is None:
        return
    whole = whole_of(observations=[observation])
    tries = standing_checks(
        county__in=whole.counties,
        observation__in=whole.rows,
        community=observation.community,
        slot_on__gte=day_of(observation.opened_at),
        outcome__in=(CheckOutcome.NOBODY_HOME, CheckOutcome.REFUSED),
    ).order_by("claimed_at", "received_at")
    tried = [
        Discharge(observation.pk, check.slot_on, check.session, check.outcome, fact_id=check.id)
        for check in tries.exclude(channel=Channel.ROSTER)
    ]
    if not tried:
        return
    waiting = Duty.objects.filter(
        county=observation.county, kind=KIND_CHECK, subject=observation.pk, outcome=Duty.Outcome.OPEN
    )
    wait = set(waiting.values_list("slot_on", "session"))
    discharge_duties(
        county=observation.county,
        kind=KIND_CHECK,
        discharges=[one for one in tried if (one.slot_on, one.session) in wait],
        now=now,
    )


def follow_answer(
    *, observation: Observation, slot_on: date, session: str, waived_from: datetime | None
) -> None:
    """Ask for a session in the row that goes on where it is answered in none before, else leave it.

    Call it where an answer of an earlier row came late, or was taken back. waived_from: from when on nobody is seen at home.
    """
    if observation.continues_id is None:
        return
    if (slot_on, session) in answered_before(observations=[observation])[observation.pk]:
        waive_slot(
            county=observation.county,
            kind=KIND_CHECK,
            subjects=[observation.pk],
            slot_on=slot_on,
            session=session,
        )
    else:
        ask_again(
            county=observation.county,
            kind=KIND_CHECK,
            subject=observation.pk,
            slot_on=slot_on,
            session=session,
            until=waived_from,
        )


def lacking_duties(
    *, observations: Sequence[Observation], held: Mapping[UUID, tuple[int, date]]
) -> list[Observation]:
    """Return those of one county and one protocol that may lack a check: other than as many as their days have.

    held: how many slots each has and the last day of them, from the day on which the first of them was opened.
    """
    if not observations:
        return []
    earliest = min(observation.opened_at for observation in observations)
    slots = slots_of(
        rules=rules_of(observations[0].protocol_id),
        from_=earliest,
        first=day_of(earliest),
        last=max(observation.last_on for observation in observations),
    )
    dues, days = sorted(slot.due_at for slot in slots), sorted(slot.slot_on for slot in slots)
    lacking = []
    for observation in observations:
        due = bisect_right(days, observation.last_on) - bisect_right(dues, observation.opened_at)
        count, last = held.get(observation.pk, (0, observation.last_on))
        if count != due or last > observation.last_on:
            lacking.append(observation)
    return lacking


def fit_check_duties(*, observation: Observation, now: datetime) -> None:
    """Make the checks of an open observation that are still due those of its version and last day.

    Nothing is due while the person is at a clinic. Call it inside a transaction.
    """
    today = day_of(now)
    answered = answered_before(observations=[observation])[observation.pk]
    slots = slots_of(
        rules=rules_of(observation.protocol_id), from_=start_of(today), first=today, last=observation.last_on
    )
    fit_duties(
        county=observation.county,
        kind=KIND_CHECK,
        subject=Subject(id=observation.pk, area=observation.area, last_on=observation.last_on, from_=now),
        slots=[slot for slot in slots if (slot.slot_on, slot.session) not in answered],
        from_=now,
    )
    if Referral.objects.filter(subject=observation.pk, state__in=AWAY).exists():
        waive_duties(county=observation.county, kind=KIND_CHECK, subject=observation.pk, from_=now)
