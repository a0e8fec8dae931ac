"""What becomes of a roster's rows: progress, the rows, and the file of those in error."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.audit.commands import write_event
from linli.beat.queries import AtWork, at_work
from linli.beat.rules import WORKER
from linli.budgets.commands import BudgetSpent, count_read
from linli.budgets.spent_page import spent_page
from linli.exports.commands import log_copy
from linli.exports.kinds import OF_NUMBERS
from linli.exports.queries.exports import ExportCopy
from linli.exports.rules.asking import Purpose
from linli.rosters import queries
from linli.rosters.errors_sheet import errors_workbook, lines_of, name_in
from linli.rosters.labels import OUTCOMES
from linli.rosters.queries.taking_back import takings_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at

ROWS_A_PAGE: Final = 100
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_page
def show(request: StaffRequest, roster_id: UUID) -> HttpResponse:
    """Show how far an import is, then its rows, 100 a page; `outcome` narrows. 404 outside the viewer's areas."""
    roster = get_object_or_404(queries.rosters_visible(viewer=request.viewer), pk=roster_id)
    if roster.state == "UPLOADED":
        return redirect("rosters:mapping", roster.pk)
    counts = queries.outcome_counts(roster=roster)
    outcome = request.GET.get("outcome", "")
    rows = queries.rows_of(roster=roster)
    if outcome in OUTCOMES:
        rows = rows.filter(outcome=outcome)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    may_see = may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=roster.area)
    people = [row.person for row in page.object_list if row.person and may_see]
    over = queries.over_before(people=people) if people else set()
    context = {
        "roster": roster,
        "taken_back": queries.taken_back_count(roster=roster),
        "area_name": names_of(codes=[roster.area]).get(roster.area, ""),
        "counts": counts,
        "total": sum(counts.values()),
        "outcomes": OUTCOMES,
        "outcome": outcome if outcome in OUTCOMES else "",
        "page": page,
        "rows": [(row, name_in(roster=roster, row=row), row.person in over) for row in page.object_list],
        "worker": _worker(roster),
        "may_see_people": may_see,
        "takings": takings_of(roster=roster),
        "may_take_back": roster.state == "DONE"
        and counts["NEW"] + counts["DUPLICATE"] > 0
        and may_at(viewer=request.viewer, action=Action.CLOSE_OBSERVATION, area=roster.area),
        "may_reopen": may_at(viewer=request.viewer, action=Action.CLOSE_OBSERVATION, area=roster.area),
    }
    return render(request, "rosters/detail.html", context)


def _worker(roster: queries.RosterImport) -> AtWork | None:
    """Return whether whoever takes imports is there, for the page that waits; None where nothing is waited for."""
    return at_work(name=WORKER, now=timezone.now()) if roster.state == "CONFIRMED" else None


@staff_page
def progress(request: StaffRequest, roster_id: UUID) -> HttpResponse:
    """Return the part of the page that says how far an import is; once it is over the page is loaded anew."""
    roster = get_object_or_404(queries.rosters_visible(viewer=request.viewer), pk=roster_id)
    context = {
        "roster": roster,
        "counts": queries.outcome_counts(roster=roster),
        "worker": _worker(roster),
    }
    response = render(request, "rosters/progress.html", context)
    if roster.state != "CONFIRMED":
        response["HX-Refresh"] = "true"
    return response


@staff_page
def errors(request: StaffRequest, roster_id: UUID) -> HttpResponse:
    """Return the error rows as an Excel file, and write down who took it. 404 when there are none."""
    roster = get_object_or_404(
        queries.rosters_visible(viewer=request.viewer).filter(state="DONE"), pk=roster_id
    )
    rows = list(queries.rows_of(roster=roster).filter(outcome="ERROR"))
    if not rows:
        raise Http404
    try:
        copy = _logged(request, roster, rows, timezone.now())
    except BudgetSpent as spent:
        back = reverse("rosters:detail", args=[roster.pk])
        return spent_page(request=request, spent=spent, viewer=request.viewer, back=back)
    place = names_of(codes=[roster.area]).get(roster.area, "")
    content = errors_workbook(roster=roster, rows=rows, copy=copy, place=place, who=request.viewer.name)
    filename = f"{_('有误的行')}-{roster.filename.rpartition('.')[0] or roster.filename}.xlsx"
    disposition = content_disposition_header(True, filename)  # noqa: FBT003 (Django's own signature)
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": disposition or "attachment", "Cache-Control": "no-store"},
    )


@transaction.atomic
def _logged(
    request: StaffRequest, roster: queries.RosterImport, rows: Sequence[queries.RosterRow], now: datetime
) -> ExportCopy:
    """Write down who takes error rows; those with a whole number count as read. Raises BudgetSpent."""
    lines = lines_of(roster=roster, rows=rows)
    told = [line.subject for line in lines if any(line.cells[column] for column in OF_NUMBERS)]
    count_read(subjects=told, area=roster.area, by=request.viewer, now=now)
    copy = log_copy(
        kind="ROSTER_ERRORS",
        area=roster.area,
        purpose=Purpose.CORRECTION,
        lines=lines,
        by=request.viewer,
        now=now,
    )
    write_event(
        action="roster.errors_exported",
        area=roster.area,
        by=request.viewer.user_id,
        now=now,
        subject=roster.pk,
        changed={"rows": len(rows), "copy": copy.label},
    )
    return copy
