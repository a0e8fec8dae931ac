"""Writes of duties: opened by the hundred, discharged by facts. Plain SQL on the hot paths, one statement a batch."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Field

from linli.duties.commands.explanations import explain_again as explain_again
from linli.duties.commands.explanations import explain_duties as explain_duties
from linli.duties.commands.explanations import forget_explanations as forget_explanations
from linli.duties.models import Duty
from linli.ids import new_id

# The parameters of one statement stay well below SQLite's limit of 32,766.
SUBJECTS_A_STATEMENT: Final = 2000


@dataclass(frozen=True)
class Slot:
    """One session of one day."""

    slot_on: date
    session: str
    opens_at: datetime
    due_at: datetime
    overdue_at: datetime


@dataclass(frozen=True)
class Subject:
    """Whom duties are opened for, until when."""

    id: UUID
    area: str
    last_on: date
    from_: datetime  # no duty for slots that fell due by then


@dataclass(frozen=True)
class Discharge:
    """A fact that answers the duty of a slot."""

    subject: UUID
    slot_on: date
    session: str
    outcome: str
    fact_id: UUID


def open_duties(*, county: str, kind: str, subjects: Sequence[Subject], slots: Sequence[Slot]) -> None:
    """Open for each subject a duty in each slot up to its last day. A duty that exists is left as it is.

    One INSERT ... SELECT for 2,000 subjects: 28 slots each are 56,000 rows.
    """
    if not slots:
        return
    for start in range(0, len(subjects), SUBJECTS_A_STATEMENT):
        _open(county, kind, subjects[start : start + SUBJECTS_A_STATEMENT], slots)


def _open(county: str, kind: str, subjects: Sequence[Subject], slots: Sequence[Slot]) -> None:
    people = ", ".join(["(%s, %s, %s, %s)"] * len(subjects))
    hours = ", ".join(["(%s, %s, %s, %s, %s)"] * len(slots))
    # Identifiers share the millisecond of the batch and differ in 60 random bits, made by the database.
    head = new_id().hex[:17]
    random_tail = {
        "sqlite": "substr(lower(hex(randomblob(8))), 1, 15)",
        "postgresql": "right(replace(CAST(gen_random_uuid() AS text), '-', ''), 15)",
    }[connection.vendor]
    uuid = {"sqlite": f"%s || {random_tail}", "postgresql": f"CAST(%s || {random_tail} AS uuid)"}[
        connection.vendor
    ]
    # S608: only placeholders and the expressions above are joined into the statement.
    sql = f"""
        WITH person (id, area, last_on, opened_at) AS (VALUES {people}),
             slot (slot_on, session, opens_at, due_at, overdue_at) AS (VALUES {hours})
        INSERT INTO duties_duty
            (county, id, kind, subject, area, slot_on, session, opens_at, due_at, overdue_at, outcome)
        SELECT %s, {uuid}, %s, person.id, person.area,
            slot.slot_on, slot.session, slot.opens_at, slot.due_at, slot.overdue_at, ''
        FROM person JOIN slot ON slot.slot_on <= person.last_on AND slot.due_at > person.opened_at
        WHERE true
        ON CONFLICT DO NOTHING
    """  # noqa: S608
    values: list[Any] = []
    for subject in subjects:
        values += [
            _stored("subject", subject.id),
            subject.area,
            _stored("slot_on", subject.last_on),
            _stored("due_at", subject.from_),
        ]
    for slot in slots:
        values += [
            _stored("slot_on", slot.slot_on),
            slot.session,
            _stored("opens_at", slot.opens_at),
            _stored("due_at", slot.due_at),
            _stored("overdue_at", slot.overdue_at),
        ]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, county, head, kind])


def _stored(field: str, value: object) -> Any:
    column = Duty._meta.get_field(field)
    assert isinstance(column, Field)  # noqa: S101 (no relation is asked for)
    return column.get_db_prep_value(value, connection)


def discharge_duties(*, county: str, kind: str, discharges: Sequence[Discharge], now: datetime) -> None:
    """Answer duties with facts; DONE stays, a refusal gives way to it alone, an empty home to both.

    So the answer is the same in whatever order facts arrive. A fact in a slot that has no duty changes nothing.
    """
    if not discharges:
        return
    best: dict[tuple[UUID, date, str], Discharge] = {}
    for fact in discharges:
        slot = (fact.subject, fact.slot_on, fact.session)
        if slot not in best or _gives_way(best[slot].outcome, fact.outcome):
            best[slot] = fact
    write = _discharge_by_arrays if connection.vendor == "postgresql" else _discharge_by_rows
    write(county, kind, list(best.values()), now)


def _gives_way(outcome: str, newer: str) -> bool:
    """Say whether an answer gives way to a newer one; the statements below say the same."""
    return outcome != Duty.Outcome.DONE and not (
        outcome == Duty.Outcome.REFUSED and newer == Duty.Outcome.NOBODY_HOME
    )


def _discharge_by_arrays(county: str, kind: str, facts: Sequence[Discharge], now: datetime) -> None:
    """One statement for PostgreSQL: two hundred of them take seven times as long."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE duties_duty AS duty SET outcome = fact.outcome, done_at = %s, fact_id = fact.id"
            " FROM unnest(%s::uuid[], %s::uuid[], %s::date[], %s::text[], %s::text[])"
            " AS fact (id, subject, slot_on, session, outcome)"
            " WHERE duty.county = %s AND duty.kind = %s AND duty.subject = fact.subject"
            " AND duty.slot_on = fact.slot_on AND duty.session = fact.session"
            " AND duty.outcome <> 'DONE' AND NOT (duty.outcome = 'REFUSED' AND fact.outcome = 'NOBODY_HOME')",
            [
                now,
                [fact.fact_id for fact in facts],
                [fact.subject for fact in facts],
                [fact.slot_on for fact in facts],
                [fact.session for fact in facts],
                [str(fact.outcome) for fact in facts],
                county,
                kind,
            ],
        )


def _discharge_by_rows(county: str, kind: str, facts: Sequence[Discharge], now: datetime) -> None:
    """One prepared statement for SQLite, which knows no arrays."""
    done_at = _stored("done_at", now)
    days = {day: _stored("slot_on", day) for day in {fact.slot_on for fact in facts}}
    rows = [
        (
            fact.outcome,
            done_at,
            fact.fact_id.hex,
            county,
            kind,
            fact.subject.hex,
            days[fact.slot_on],
            fact.session,
            fact.outcome,
        )
        for fact in facts
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE duties_duty SET outcome = %s, done_at = %s, fact_id = %s"
            " WHERE county = %s AND kind = %s AND subject = %s AND slot_on = %s AND session = %s"
            " AND outcome <> 'DONE' AND NOT (outcome = 'REFUSED' AND %s = 'NOBODY_HOME')",
            rows,
        )


def waive_duties(*, county: str, kind: str, subject: UUID, from_: datetime) -> int:
    """Close as not needed what falls due for a subject after a moment; return how many."""
    return (
        Duty.objects.filter(county=county, kind=kind, subject=subject, due_at__gt=from_)
        .exclude(outcome=Duty.Outcome.DONE)
        .update(outcome=Duty.Outcome.NOT_NEEDED)
    )


def waive_duties_of(*, county: str, kind: str, subjects: Collection[UUID], from_: datetime) -> None:
    """Close as not needed what falls due for subjects after a moment; one statement."""
    rows = Duty.objects.filter(county=county, kind=kind, subject__in=subjects, due_at__gt=from_)
    rows.exclude(outcome=Duty.Outcome.DONE).update(outcome=Duty.Outcome.NOT_NEEDED)


def waive_slot(*, county: str, kind: str, subjects: Collection[UUID], slot_on: date, session: str) -> None:
    """Close one session of subjects as not needed where nobody has answered it; one statement."""
    rows = Duty.objects.filter(
        county=county, kind=kind, subject__in=subjects, slot_on=slot_on, session=session
    )
    rows.filter(outcome=Duty.Outcome.OPEN).update(outcome=Duty.Outcome.NOT_NEEDED)


def ask_again(
    *, county: str, kind: str, subject: UUID, slot_on: date, session: str, until: datetime | None
) -> None:
    """Open again one session of a subject that was closed as not needed, where it falls due up to a moment; None: whenever."""
    waived = Duty.objects.filter(
        county=county,
        kind=kind,
        subject=subject,
        slot_on=slot_on,
        session=session,
        outcome=Duty.Outcome.NOT_NEEDED,
    )
    if until is not None:
        waived = waived.filter(due_at__lte=until)
    waived.update(outcome=Duty.Outcome.OPEN, done_at=None, fact_id=None)


def resume_duties(*, county: str, kind: str, subject: UUID, from_: datetime) -> int:
    """Open again what was waived and falls due after a moment; return how many."""
    return Duty.objects.filter(
        county=county, kind=kind, subject=subject, due_at__gt=from_, outcome=Duty.Outcome.NOT_NEEDED
    ).update(outcome=Duty.Outcome.OPEN, done_at=None, fact_id=None)


def take_back_duties(*, county: str, kind: str, subjects: Sequence[UUID]) -> int:
    """Close as not needed every unanswered duty of subjects, overdue ones too; return how many.

    For kinds that stand: what nobody asks for any more would stay overdue for ever. A slot that lapsed stays missed, and
    is waived by `waive_duties` only where it lies ahead.
    """
    return Duty.objects.filter(
        county=county, kind=kind, subject__in=subjects, outcome=Duty.Outcome.OPEN
    ).update(outcome=Duty.Outcome.NOT_NEEDED)


def take_back_answer(
    *, county: str, kind: str, subject: UUID, fact_id: UUID, waived_from: datetime | None
) -> int:
    """Take the answer of a fact that counts no more from its duties; return how many. They are open again, or missed.

    What falls due after `waived_from` is not needed: nobody asks for it any more.
    """
    answered = Duty.objects.filter(county=county, kind=kind, subject=subject, fact_id=fact_id)
    waived = 0
    if waived_from is not None:
        waived = answered.filter(due_at__gt=waived_from).update(
            outcome=Duty.Outcome.NOT_NEEDED, done_at=None, fact_id=None
        )
    return waived + answered.update(outcome=Duty.Outcome.OPEN, done_at=None, fact_id=None)


def reassign_duties(*, county: str, kind: str, subjects: Sequence[UUID], area: str) -> None:
    """Hand the open duties of subjects to another area of the county."""
    Duty.objects.filter(county=county, kind=kind, subject__in=subjects, outcome=Duty.Outcome.OPEN).update(
        area=area
    )


def fit_duties(*, county: str, kind: str, subject: Subject, slots: Sequence[Slot], from_: datetime) -> None:
    """Make what falls due for a subject after a moment exactly these slots; what fell due before is left untouched.

    Others are waived as not needed, missing ones opened, waived ones opened again, hours brought up to date. What is
    DONE stays as it is. `slots` holds every slot from the day of `from_` on. A second call changes nothing.
    """
    wanted = {(slot.slot_on, slot.session): slot for slot in slots}
    rows = Duty.objects.filter(county=county, kind=kind, subject=subject.id, due_at__gt=from_)
    for duty in rows.exclude(outcome=Duty.Outcome.DONE):
        slot = wanted.get((duty.slot_on, duty.session))
        same = Duty.objects.filter(county=county, id=duty.id)
        if slot is None:
            same.update(outcome=Duty.Outcome.NOT_NEEDED)
        elif slot.due_at > from_:
            back = Duty.Outcome.OPEN if duty.outcome == Duty.Outcome.NOT_NEEDED else duty.outcome
            same.update(outcome=back, opens_at=slot.opens_at, due_at=slot.due_at, overdue_at=slot.overdue_at)
    open_duties(
        county=county, kind=kind, subjects=[subject], slots=[slot for slot in slots if slot.due_at > from_]
    )
