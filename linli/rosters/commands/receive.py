"""A roster received and its mapping confirmed; nothing is registered yet."""

import zlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from linli.areas.queries import area_open
from linli.areas.rules import AreaCode, Level
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.rosters.models import HeaderMapping, RosterImport
from linli.rosters.preview import SheetMapping, mapped, sheets_of
from linli.rosters.queries.other_place import Named, asked_of
from linli.rosters.rules.fields import FIELDS
from linli.rosters.rules.headers import missing_fields
from linli.sealing.seals import seal_bytes
from linli.sheets.reading import read_workbook
from linli.sheets.workbooks import packed
from linli.staff.rules import Viewer

FILENAME_LENGTH: Final = 200
HEADER_LENGTH: Final = 200


class NotACommunity(Exception):
    """Rosters go into communities; no open one has this code."""


class NoHeaderFound(Exception):
    """No sheet has a row that heads columns of a roster."""


class DayInFuture(Exception):
    """A roster cannot be of a day to come."""


class MappingIncomplete(Exception):
    """Some sheet has no column for what every row needs; `fields` says which."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(fields)
        self.fields = fields


def receive_roster(
    *, community: AreaCode, filename: str, content: bytes, year: int, on: date, by: Viewer, now: datetime
) -> RosterImport:
    """Keep what can be read of a file, sealed, until it is imported; nothing of it is registered yet.

    Raises NotACommunity, UnreadableFile, NoHeaderFound, DayInFuture; nothing is kept then.
    """
    if community.level != Level.COMMUNITY or area_open(code=community) is None:
        raise NotACommunity(community)
    if on > day_of(now):
        raise DayInFuture(on)
    workbook = read_workbook(content=content, filename=filename)
    if not sheets_of(workbook=workbook):
        raise NoHeaderFound(filename)
    with transaction.atomic():
        roster = RosterImport.objects.create(
            county=community.county,
            area=community,
            filename=filename[-FILENAME_LENGTH:],
            content_sealed=seal_bytes(zlib.compress(packed(workbook=workbook))),
            year=year,
            on=on,
            uploaded_by=by.user_id,
            uploaded_at=now,
        )
        write_event(
            action="roster.received",
            area=community,
            by=by.user_id,
            now=now,
            subject=roster.pk,
        )
    return roster


class NamesAnotherPlace(Exception):
    """The list says to be of another community, and nobody said that this one is right; `named` says which."""

    def __init__(self, named: Sequence[Named]) -> None:
        super().__init__(named)
        self.named = named


@transaction.atomic
def confirm_mapping(
    *,
    roster: RosterImport,
    sheets: list[SheetMapping],
    answers: Mapping[str, list[str]],
    by: Viewer,
    now: datetime,
    read_on: date | None = None,
    keeps: Collection[str] = (),
) -> None:
    """Take the fields that a person chose for each sheet's columns, and remember them per header for this community.

    answers: sheet -> one field a column, '' to leave it out; a sheet of which nothing is taken is left out whole.
    read_on: the list's own day, of which its temperatures are; None: the day that it was received with. keeps: codes of
    other communities that the list names, beside which somebody said that this one is right. Only an uploaded roster
    takes them. Raises MappingIncomplete, DayInFuture, NamesAnotherPlace.
    """
    if read_on and read_on > day_of(now):
        raise DayInFuture(read_on)
    chosen, remembered = _chosen(sheets, answers)
    open_ = RosterImport.objects.filter(pk=roster.pk, state=RosterImport.State.UPLOADED)
    named = asked_of(roster=roster, sheets=chosen) if open_.exists() else []
    if any(one.code not in keeps for one in named):
        raise NamesAnotherPlace(named)
    if not open_.update(state=RosterImport.State.CONFIRMED, mappings=chosen, on=read_on or roster.on):
        return
    _remember(roster.area, remembered, by, now)
    write_event(
        action="roster.confirmed",
        area=roster.area,
        by=by.user_id,
        now=now,
        subject=roster.pk,
        changed={"sheets": len(chosen), **({"kept_beside": sorted(set(keeps))} if named else {})},
    )
    roster.refresh_from_db()


def _chosen(
    sheets: Sequence[SheetMapping], answers: Mapping[str, list[str]]
) -> tuple[dict[str, list[list[str]]], dict[str, str]]:
    """Return of each sheet that is taken its headers with their fields, and what to remember of headers."""
    chosen: dict[str, list[list[str]]] = {}
    remembered: dict[str, str] = {}
    for sheet in sheets:
        headers = [column.header for column in sheet.columns]
        fields = [field if field in FIELDS else "" for field in answers[sheet.name]]
        if not any(fields):
            continue
        if missing := missing_fields(mapping=mapped(headers=headers, fields=fields)):
            raise MappingIncomplete(missing)
        chosen[sheet.name] = [list(pair) for pair in zip(headers, fields, strict=True)]
        remembered |= {
            h: f
            for h, f in zip(headers, fields, strict=True)
            # Of two columns with one header neither says what the header means.
            if h and len(h) <= HEADER_LENGTH and headers.count(h) == 1
        }
    if not chosen:
        raise MappingIncomplete(missing_fields(mapping=()))
    return chosen, remembered


def _remember(area: str, fields: Mapping[str, str], by: Viewer, now: datetime) -> None:
    """Keep for a community which field each header means, as somebody confirmed it last."""
    HeaderMapping.objects.bulk_create(
        [
            HeaderMapping(area=area, header=h, field=f, confirmed_by=by.user_id, confirmed_at=now)
            for h, f in fields.items()
        ],
        update_conflicts=True,
        unique_fields=["area", "header"],
        update_fields=["field", "confirmed_by", "confirmed_at"],
    )


@transaction.atomic
def enter_elsewhere(*, roster: RosterImport, community: AreaCode, by: Viewer, now: datetime) -> None:
    """Let an uploaded file be entered for another community, whose mapping is confirmed next. Raises NotACommunity."""
    if community.level != Level.COMMUNITY or area_open(code=community) is None:
        raise NotACommunity(community)
    open_ = RosterImport.objects.filter(pk=roster.pk, state=RosterImport.State.UPLOADED)
    if open_.update(area=community, county=community.county):
        write_event(
            action="roster.entered_elsewhere",
            area=community,
            by=by.user_id,
            now=now,
            subject=roster.pk,
            changed={"from": roster.area},
        )
    roster.refresh_from_db()


@transaction.atomic
def cancel_roster(*, roster: RosterImport, by: Viewer, now: datetime) -> None:
    """Drop an uploaded file before it is imported; once confirmed it runs to its end."""
    open_ = RosterImport.objects.filter(pk=roster.pk, state=RosterImport.State.UPLOADED)
    if open_.update(state=RosterImport.State.CANCELLED, content_sealed=b"", finished_at=now):
        write_event(action="roster.cancelled", area=roster.area, by=by.user_id, now=now, subject=roster.pk)
