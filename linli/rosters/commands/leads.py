"""A list of leads comes in: good rows become leads at once, bad ones wait to be corrected."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.rosters.commands.receive import NoHeaderFound
from linli.rosters.preview import preview, sheets_of
from linli.rosters.rules.leads import LeadRow, names_somebody, read_lead_rows
from linli.sheets.reading import read_workbook
from linli.staff.rules import Viewer
from linli.tracing.commands import BadRow, NewLead, Outcome, open_list, park_rows, receive_leads
from linli.tracing.models import LeadList
from linli.tracing.rules import Source

MOST_LEADS: Final = 5000


class TooManyLeads(Exception):
    """The list has more rows than one community can trace."""


@dataclass(frozen=True)
class ListReceived:
    """What became of a list."""

    list: LeadList
    new: int
    duplicate: int
    parked: int


def receive_lead_list(
    *,
    community: AreaCode,
    source: Source,
    list_name: str,
    filename: str,
    content: bytes,
    by: Viewer,
    now: datetime,
) -> ListReceived:
    """Read a file or a pasted table and make its leads; the same file again makes none twice.

    Raises UnreadableFile, NoHeaderFound, TooManyLeads, NotACommunity of tracing; then nothing is written.
    """
    rows = _rows(community, content, filename, now)
    if len(rows) > MOST_LEADS:
        raise TooManyLeads(len(rows))
    with transaction.atomic():
        list_ = open_list(community=community, source=source, list_name=list_name, by=by, now=now)
        received = receive_leads(
            community=community,
            source=source,
            list_name=list_name,
            entries=[_entry(row) for row in rows if row.problem is None],
            by=by,
            now=now,
        )
        bad = [
            BadRow(
                row_number=row.row_number,
                cells=row.cells,
                field=row.problem.field,
                problem=row.problem.message,
            )
            for row in rows
            if row.problem is not None
        ]
        park_rows(list_=list_, rows=bad, by=by, now=now)
        new = sum(one.outcome == Outcome.NEW for one in received)
    return ListReceived(list=list_, new=new, duplicate=len(received) - new, parked=len(bad))


def _rows(community: AreaCode, content: bytes, filename: str, now: datetime) -> list[LeadRow]:
    workbook = read_workbook(content=content, filename=filename)
    sheets = zip(sheets_of(workbook=workbook), preview(workbook=workbook, community=community), strict=True)
    named = [
        (sheet, header, told.columns)
        for (sheet, header), told in sheets
        if names_somebody(mapping=told.columns)
    ]
    if not named:
        raise NoHeaderFound
    return [
        row
        for sheet, header, columns in named
        for row in read_lead_rows(sheet=sheet, header=header, mapping=columns, today=day_of(now))
    ]


def _entry(row: LeadRow) -> NewLead:
    return NewLead(
        name=row.name,
        id_number=row.id_number,
        phone=row.phone,
        born_on=row.born_on,
        origin=row.origin,
        note=row.note,
    )
