"""Making an export: its lines are read once and kept sealed."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation

from linli.audit.commands import write_event
from linli.exports.content import sealed_lines, subjects_of, trace_of_pages, trace_of_sheet
from linli.exports.kinds import KINDS, Kind, Line, Wanted
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
    """Read an export's lines as its asker sees them and keep them sealed for KEPT. Call it inside a transaction."""
    kind = KINDS[export.kind]
    lines = lines_of(kind=kind, viewer=asker, wanted=wanted_of(export=export), now=now)
    export.content_sealed = sealed_lines(lines=lines)
    export.trace = (trace_of_pages if export.form == "pdf" else trace_of_sheet)(lines=lines)
    export.persons = len(subjects_of(lines=lines))
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
