"""Taking a copy of an export: each has a mark of its own, and everybody in it can ask who took it."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.exports.commands.making import count_whole
from linli.exports.content import opened_lines, subjects_of, trace_of_sheet
from linli.exports.kinds import KINDS, OF_NUMBERS, Line
from linli.exports.models import Export, ExportCopy
from linli.exports.queries.rights import may_take
from linli.exports.rules.asking import Numbers, Purpose, State, is_kept
from linli.exports.rules.marks import BITS, can_mark
from linli.exports.rules.tracing import LETTERS
from linli.staff.rules import Viewer
from linli.stream.tables import county_of

LABEL_PART: Final = 4


class NotTheAsker(Exception):
    """Only who asked takes a copy, and only with the right to it still held."""


class NotKept(Exception):
    """There is nothing to take: not agreed to, refused, or its week is over."""


@transaction.atomic
def take_copy(*, id: UUID, by: Viewer, now: datetime) -> ExportCopy:
    """Make one more copy of an export for who asked for it, and write down who took it, for each person in it too.

    Raises NotTheAsker, NotKept, BudgetSpent.
    """
    export = Export.objects.select_for_update().get(pk=id)
    kind = KINDS[export.kind]
    numbers = Numbers(export.numbers)
    if export.asked_by != by.user_id or not may_take(viewer=by, kind=kind, numbers=numbers, area=export.area):
        raise NotTheAsker
    if export.state != State.READY or not is_kept(gone_at=export.gone_at, now=now):
        raise NotKept
    subjects = subjects_of(lines=opened_lines(sealed=export.content_sealed))
    count_whole(export=export, subjects=subjects, asker=by, now=now)
    copy = _new_copy(export, export.copies.count() + 1, by, now)
    write_event(
        action="export.taken",
        area=export.area,
        by=by.user_id,
        now=now,
        subject=export.pk,
        changed={
            "reason": export.purpose,
            "numbers": export.numbers if holds_numbers(export=export) else "",
            "copy": copy.label,
            "number": copy.number,
            "form": export.form,
        },
        about=subjects,
    )
    return copy


def holds_numbers(*, export: Export) -> bool:
    """Say whether an export has a column of numbers, masked or in clear."""
    return not OF_NUMBERS.isdisjoint(export.columns)


def log_copy(
    *, kind: str, area: str, purpose: Purpose, lines: Sequence[Line], by: Viewer, now: datetime
) -> ExportCopy:
    """Write down a list that leaves by another door and is not kept, so that it carries a mark as exports do.

    Call it inside the transaction that writes the door's own audit event.
    """
    export = Export.objects.create(
        county=county_of(area),
        community=AreaCode(area).community,
        area=area,
        kind=kind,
        form="xlsx",
        purpose=purpose,
        persons=len(subjects_of(lines=lines)),
        numbers=Numbers.CLEAR,
        state=State.GONE,
        asked_at=now,
        asked_by=by.user_id,
        needs_second=False,
        made_at=now,
        gone_at=now,
        trace=trace_of_sheet(lines=lines),
    )
    return _new_copy(export, 1, by, now)


def _new_copy(export: Export, number: int, by: Viewer, now: datetime) -> ExportCopy:
    return ExportCopy.objects.create(
        export=export,
        county=export.county,
        community=export.community,
        area=export.area,
        number=number,
        code=_unused_code(),
        label=_unused_label(),
        taken_at=now,
        taken_by=by.user_id,
    )


def _unused_code() -> int:
    while True:
        code = secrets.randbits(BITS)
        if can_mark(code=code) and not ExportCopy.objects.filter(code=code).exists():
            return code


def _unused_label() -> str:
    while True:
        parts = ["".join(secrets.choice(LETTERS) for _ in range(LABEL_PART)) for _ in range(2)]
        label = "-".join(parts)
        if not ExportCopy.objects.filter(label=label).exists():
            return label
