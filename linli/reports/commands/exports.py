"""Writing down that a report left Linli as a file."""

from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.reports.queries.paper import Paper
from linli.staff.rules import Viewer


@transaction.atomic
def note_exported(*, paper: Paper, kind: str, by: Viewer, now: datetime, at: datetime | None) -> None:
    """Write down who took a report of a day, as what, which version, and as of which moment; version 0 is a draft."""
    sheet = paper.sheet
    write_event(
        action="report.exported",
        area=sheet.area,
        by=by.user_id,
        now=now,
        subject=paper.report,
        changed={"day": sheet.day.isoformat(), "kind": kind, "version": paper.version}
        | ({"as_of": at.isoformat()} if at else {}),
    )
