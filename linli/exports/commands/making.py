"""Making an export: its lines are read once and kept sealed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import translation

from linli.audit.commands import write_event
from linli.budgets.commands import count_read, note_agreed_read
from linli.exports.content import sealed_lines, subjects_of, trace_of_pages, trace_of_sheet
from linli.exports.kinds import KINDS, Kind, Line, Wanted, holds_whole
from linli.exports.models import Export
from linli.exports.rules.asking import KEPT, Numbers, State
from linli.staff.rules import Viewer


def wanted_of(*, export: Export) -> Wanted:
    """Return what an export was asked to hold."""
    return Wanted(
        area=export.area,
        columns=tuple(export.columns),
        numbers=Numbers(export.numbers),
        from_on=export.from_on,
        until_on=export.until_on,
    )


def lines_of(*, kind: Kind, viewer: Viewer, wanted: Wanted, now: datetime) -> Sequence[Line]:
    """Return the lines that a viewer reads of a kind; in Chinese, whatever the screen speaks."""
    with translation.override("zh-hans"):
        return kind.lines(viewer, wanted, now)


def make_export(*, export: Export, asker: Viewer, now: datetime) -> None:
    """Read an export's lines as its asker sees them and keep them sealed for KEPT. Call it inside a transaction.

    Raises BudgetSpent.
    """
    kind = KINDS[export.kind]
    lines = lines_of(kind=kind, viewer=asker, wanted=wanted_of(export=export), now=now)
    subjects = subjects_of(lines=lines)
    count_whole(export=export, subjects=subjects, asker=asker, now=now)
    export.content_sealed = sealed_lines(lines=lines)
    export.trace = (trace_of_pages if export.form == "pdf" else trace_of_sheet)(lines=lines)
    export.persons = len(subjects)
    export.state, export.made_at, export.gone_at = State.READY, now, now + KEPT
    export.save()
    write_event(
        action="export.made",
        area=export.area,
        by=asker.user_id,
        now=now,
        subject=export.pk,
        changed={"persons": export.persons, "lines": len(lines)},
    )


def count_whole(*, export: Export, subjects: Collection[UUID], asker: Viewer, now: datetime) -> None:
    """Count whom the asker reads of in whole numbers; what a second person agreed to is noted alone. Raises BudgetSpent."""
    if holds_whole(columns=export.columns, numbers=export.numbers):
        count = note_agreed_read if export.needs_second else count_read
        count(subjects=subjects, area=export.area, by=asker, now=now)
