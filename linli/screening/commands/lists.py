"""A list of all doors: received, looked at, put in as a whole, taken back as a whole."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from linli.areas.queries import area_open, grids_of
from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.ids import new_id
from linli.people.commands import list_doors, unlist_doors, untouched_doors
from linli.people.models import Household
from linli.screening.commands.base import NotYourDoors, TooManyDoors, first_round
from linli.screening.models import Door, DoorAnswer, DoorList
from linli.screening.rules import MOST_DOORS
from linli.screening.rules.columns import Columns, columns_of
from linli.screening.rules.doors import DoorsRead, Said, read_doors
from linli.sealing.seals import seal, seal_bytes, unseal_bytes
from linli.sheets.reading import read_workbook
from linli.sheets.workbooks import Sheet, Workbook, packed, unpacked
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.stream.bulk import insert_rows

FILENAME_LENGTH: Final = 200
# So many addresses are looked for in one statement.
DOORS_A_STATEMENT: Final = 1000


class NoDoorsFound(Exception):
    """No sheet has a row that heads a list of doors, or none has a door below it."""


class TwoColumns(Exception):
    """Two columns say the same, so nobody knows which is meant. args: the fields."""


class ListClosed(Exception):
    """The list was put in, cancelled or taken back already."""


class DoorsInUse(Exception):
    """Something was done with doors of the list: they were asked, or somebody lives there. args: at how many."""


@dataclass(frozen=True)
class ListRead:
    """A list before it is put in. new: doors that nobody knows; known: doors of the register; unused: headers of no use."""

    read: DoorsRead
    new: int
    known: int
    unused: tuple[str, ...]


def receive_list(
    *, community: AreaCode, filename: str, content: bytes, by: Viewer, now: datetime
) -> DoorList:
    """Keep a list that can be read, sealed, until it is put in; nothing of it is in the register yet.

    It takes the place of one that waits.
    Raises NotYourDoors, UnreadableFile, NoDoorsFound, TwoColumns, TooManyDoors; nothing is kept then.
    """
    if not may_at(viewer=by, action=Action.KEEP_DOORS, area=community) or area_open(code=community) is None:
        raise NotYourDoors(community)
    workbook = read_workbook(content=content, filename=filename)
    read = _read(workbook, filename, community)[0]
    if not read.doors:
        raise NoDoorsFound(filename)
    if len(read.doors) > MOST_DOORS:
        raise TooManyDoors(len(read.doors))
    with transaction.atomic():
        waiting = DoorList.objects.filter(community=community, state=DoorList.State.UPLOADED)
        waiting.update(
            state=DoorList.State.CANCELLED, content_sealed=b"", closed_at=now, closed_by=by.user_id
        )
        row = DoorList.objects.create(
            county=community.county,
            community=community,
            area=community,
            filename=filename[-FILENAME_LENGTH:],
            content_sealed=seal_bytes(zlib.compress(packed(workbook=workbook))),
            uploaded_at=now,
            uploaded_by=by.user_id,
        )
        _write("screening.list_received", row, by, now, doors=len(read.doors))
    return row


def _read(workbook: Workbook, filename: str, community: AreaCode) -> tuple[DoorsRead, list[Columns]]:
    sheets: list[tuple[Sheet, Columns]] = [
        (sheet, columns) for sheet in workbook.sheets if (columns := columns_of(sheet=sheet))
    ]
    if not sheets:
        raise NoDoorsFound(filename)
    if twice := {field for _sheet, columns in sheets for field in columns.twice}:
        raise TwoColumns(*sorted(twice))
    grids = [grid.name for grid in grids_of(community=community)]
    return read_doors(sheets=sheets, grids=grids), [columns for _sheet, columns in sheets]


def read_list(*, list_: DoorList) -> ListRead:
    """Read a list that waits, and say how many of its doors are known. Raises ListClosed."""
    if list_.state != DoorList.State.UPLOADED:
        raise ListClosed(list_.pk)
    workbook = unpacked(packed=zlib.decompress(unseal_bytes(list_.content_sealed)))
    read, columns = _read(workbook, list_.filename, AreaCode(list_.community))
    keys = [door.key for door in read.doors]
    known = sum(
        Household.objects.filter(
            community=list_.community, address_key__in=keys[start : start + DOORS_A_STATEMENT]
        ).count()
        for start in range(0, len(keys), DOORS_A_STATEMENT)
    )
    unused = dict.fromkeys(header for one in columns for header in one.unused)
    return ListRead(read, len(keys) - known, known, tuple(unused))


@transaction.atomic
def put_in_list(*, list_: DoorList, by: Viewer, now: datetime) -> int:
    """Put every door of a list into the register and the base; return how many are new to the base.

    A door that is known keeps what is known of it, its grid too; one that another list holds stays with that list. A
    fixed number of statements for each thousand doors. Raises ListClosed.
    """
    held = DoorList.objects.select_for_update().get(pk=list_.pk)
    read = read_list(list_=held).read
    community = AreaCode(held.community)
    listed = list_doors(
        community=community, doors=[(door.address, door.grid) for door in read.doors], now=now
    )
    rows = [
        Door(
            id=new_id(),
            county=held.county,
            community=held.community,
            household=one.household,
            list=held,
            is_new=one.is_new,
            head=door.head,
            phone_sealed=seal(door.phone),
            residents=door.residents,
        )
        for door, one in zip(read.doors, listed, strict=True)
        if not one.was_listed
    ]
    insert_rows(rows)
    _close(held, DoorList.State.DONE, by, now, told_sealed=seal(_told(read.told)))
    first_round(community=community, by=by, now=now)
    new = sum(row.is_new for row in rows)
    _write("screening.list_put_in", held, by, now, new=new, known=len(rows) - new)
    return len(rows)


def _told(told: Sequence[Said]) -> str:
    return json.dumps([[one.sheet, one.row, one.fault, one.text, one.of] for one in told], ensure_ascii=False)


@transaction.atomic
def cancel_list(*, list_: DoorList, by: Viewer, now: datetime) -> None:
    """Drop a list before it is put in. Raises ListClosed."""
    held = DoorList.objects.select_for_update().get(pk=list_.pk)
    if held.state != DoorList.State.UPLOADED:
        raise ListClosed(held.pk)
    _close(held, DoorList.State.CANCELLED, by, now)
    _write("screening.list_cancelled", held, by, now)


@transaction.atomic
def take_back_list(*, list_: DoorList, by: Viewer, now: datetime) -> int:
    """Take a list back as a whole; return how many doors it held. Doors that were known before it stay in the register.

    Raises ListClosed, DoorsInUse while something was done with one of its doors; nothing is changed then.
    """
    held = DoorList.objects.select_for_update().get(pk=list_.pk)
    if held.state != DoorList.State.DONE:
        raise ListClosed(held.pk)
    # Held, so that nobody is registered or asked at one of them meanwhile.
    doors = Household.objects.filter(door__list=held)
    list(doors.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    made = doors.filter(door__is_new=True)
    free = untouched_doors(doors=made.filter(screened=None))
    asked = DoorAnswer.objects.filter(household__door__list=held).values("household").distinct().count()
    if used := (made.count() - free.count()) or asked:
        raise DoorsInUse(used)
    gone = list(made.values_list("pk", flat=True))
    known = list(doors.filter(door__is_new=False).values_list("pk", flat=True))
    Door.objects.filter(list=held).delete()
    for start in range(0, max(len(gone), len(known)), DOORS_A_STATEMENT):
        part = slice(start, start + DOORS_A_STATEMENT)
        unlist_doors(made=gone[part], known=known[part])
    _close(held, DoorList.State.TAKEN_BACK, by, now)
    _write("screening.list_taken_back", held, by, now, doors=len(gone) + len(known))
    return len(gone) + len(known)


def _close(
    held: DoorList, state: DoorList.State, by: Viewer, now: datetime, *, told_sealed: bytes = b""
) -> None:
    held.state, held.content_sealed, held.told_sealed = state, b"", told_sealed
    held.closed_at, held.closed_by = now, by.user_id
    held.save(update_fields=["state", "content_sealed", "told_sealed", "closed_at", "closed_by"])


def _write(action: str, row: DoorList, by: Viewer, now: datetime, **changed: object) -> None:
    write_event(
        action=action, area=row.community, by=by.user_id, now=now, subject=row.pk, changed=dict(changed)
    )
