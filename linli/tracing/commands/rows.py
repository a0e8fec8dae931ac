"""Rows of a list that are no leads yet: put aside with what is wrong, corrected in place, or let go."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.sealing.seals import seal
from linli.staff.rules import Viewer
from linli.tracing.commands.receive import NewLead, Received, receive_into
from linli.tracing.models import LeadList, ParkedRow


@dataclass(frozen=True)
class BadRow:
    """A row and what is wrong with it. cells: what was written, by field; problem: a marked sentence."""

    row_number: int
    cells: Mapping[str, str]
    field: str
    problem: str


class RowSettledAlready(Exception):
    """The row was corrected or let go meanwhile."""


@transaction.atomic
def park_rows(*, list_: LeadList, rows: Sequence[BadRow], by: Viewer, now: datetime) -> None:
    """Put bad rows of a list aside; those of an earlier try of the same list give way to them."""
    ParkedRow.objects.filter(list=list_, settled_at=None).update(settled_at=now)
    if rows:
        write_event(
            action="lead.rows_parked",
            area=list_.community,
            by=by.user_id,
            now=now,
            subject=list_.pk,
            changed={"rows": len(rows)},
        )
    ParkedRow.objects.bulk_create(
        ParkedRow(
            county=list_.county,
            community=list_.community,
            list=list_,
            row_number=row.row_number,
            cells_sealed=seal(json.dumps(dict(row.cells), ensure_ascii=False)),
            field=row.field,
            problem=row.problem,
            by=by.user_id,
            parked_at=now,
        )
        for row in rows
    )


@transaction.atomic
def correct_row(*, row: ParkedRow, entry: NewLead, by: Viewer, now: datetime) -> Received:
    """Make a lead of a corrected row, in the list it came from. Raises RowSettledAlready, NotEnoughKnown."""
    _settle(row, now)
    return receive_into(list_=row.list, entries=[entry], by=by, now=now)[0]


@transaction.atomic
def drop_row(*, row: ParkedRow, by: Viewer, now: datetime) -> None:
    """Let a row go that tells of nobody. Raises RowSettledAlready."""
    _settle(row, now)
    write_event(
        action="lead.row_dropped",
        area=row.community,
        by=by.user_id,
        now=now,
        subject=row.list_id,
        changed={"row": row.row_number},
    )


def _settle(row: ParkedRow, now: datetime) -> None:
    if not ParkedRow.objects.filter(pk=row.pk, settled_at=None).update(settled_at=now):
        raise RowSettledAlready(row.pk)
