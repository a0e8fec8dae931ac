"""A list comes in, what is asked about it is answered, or it is put away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from linli.sheets.reading import read_workbook
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope
from linli.staff_lists.models import StaffList, StaffListRow
from linli.staff_lists.rules.columns import RowSaid, read_list

# As the columns of the table; what is longer is cut and, unreadable so, left out.
NAME_LENGTH: Final = 60
AREA_LENGTH: Final = 100
DAY_LENGTH: Final = 30
FILENAME_LENGTH: Final = 200


class NotYours(Exception):
    """The viewer keeps no accounts."""


class EmptyList(Exception):
    """There is nobody below the head."""


class ListClosed(Exception):
    """The list was added, cancelled or taken back already."""


@dataclass(frozen=True)
class Answered:
    """What was answered about a row; None: nothing, '': it is asked again. same: NEW, a user name, or # and a row's number."""

    area: str | None = None
    same: str | None = None


def receive_list(*, filename: str, content: bytes, by: Viewer, now: datetime) -> StaffList:
    """Keep the rows of a list until they are added; no account is made yet.

    Raises NotYours, UnreadableFile, NoHead, TooManyRows, EmptyList; nothing is kept then.
    """
    areas = scope(viewer=by, action=Action.KEEP_ACCOUNTS).areas
    if not areas:
        raise NotYours
    said = read_list(sheets=read_workbook(content=content, filename=filename).sheets)
    if not said.rows:
        raise EmptyList(filename)
    with transaction.atomic():
        list_ = StaffList.objects.create(
            area=areas[0],
            filename=filename.replace("\0", "")[-FILENAME_LENGTH:],
            uploaded_at=now,
            uploaded_by_id=by.user_id,
        )
        StaffListRow.objects.bulk_create([_row(list_, row) for row in said.rows])
    return list_


def _row(list_: StaffList, said: RowSaid) -> StaffListRow:
    return StaffListRow(
        list=list_,
        number=said.number,
        name=said.name[:NAME_LENGTH],
        username=said.username[:NAME_LENGTH],
        role_said=said.role[:NAME_LENGTH],
        area_said=said.area[:AREA_LENGTH],
        from_said=said.from_on[:DAY_LENGTH],
        phone_said=said.phone[:DAY_LENGTH],
    )


@transaction.atomic
def answer_rows(*, list_: StaffList, answers: Mapping[int, Answered]) -> None:
    """Keep what was answered about rows, by their numbers; said again, the last holds. Raises ListClosed."""
    _ensure_open(list_)
    rows = list(StaffListRow.objects.filter(list=list_, number__in=list(answers)))
    for row in rows:
        told = answers[row.number]
        row.area = row.area if told.area is None else told.area
        row.answer = row.answer if told.same is None else told.same
    StaffListRow.objects.bulk_update(rows, ["area", "answer"], batch_size=100)


@transaction.atomic
def cancel_list(*, list_: StaffList, by: Viewer, now: datetime) -> None:
    """Put a list away of which nothing was added; its rows are forgotten. Raises ListClosed."""
    _ensure_open(list_)
    rows = StaffListRow.objects.filter(list=list_)
    if rows.exclude(user=None).exists():
        raise ListClosed(list_.pk)
    rows.delete()
    StaffList.objects.filter(pk=list_.pk).update(
        state=StaffList.State.CANCELLED, closed_at=now, closed_by=by.user_id
    )


def _ensure_open(list_: StaffList) -> None:
    waiting = StaffList.objects.select_for_update().filter(pk=list_.pk, state=StaffList.State.UPLOADED)
    if waiting.first() is None:
        raise ListClosed(list_.pk)
