"""Leads by number: by area, list by list; and the rows of a list that wait to be corrected."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may
from linli.tracing import commands, forms
from linli.tracing.queries import counts, own, rows

LISTS_A_PAGE: Final = 30
ROWS_A_PAGE: Final = 30


@staff_page
def numbers(request: StaffRequest) -> HttpResponse:
    """Show how leads stand, by area, and what became of each list; never a person."""
    viewer = request.viewer
    traces, hands_down = (
        may(viewer=viewer, action=Action.TRACE_LEADS),
        may(viewer=viewer, action=Action.HAND_DOWN_LEADS),
    )
    if not (traces or hands_down):
        return render(request, "403.html", status=403)
    now = timezone.now()
    beneath = counts.counts_beneath(viewer=viewer, now=now)
    page = Paginator(counts.lists_visible(viewer=viewer), LISTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "counts": beneath if hands_down else counts.counts_of_viewer(viewer=viewer, now=now),
        "page": page,
        "lists": counts.with_counts(lists=list(page), now=now),
        "traces": traces,
        "may_import": hands_down or may(viewer=viewer, action=Action.DIRECT_LEADS),
    }
    return render(request, "tracing/numbers.html", context)


@staff_page
def show(request: StaffRequest, list_id: UUID) -> HttpResponse:
    """Show a list by number and its rows that are no leads yet, each to be corrected in place."""
    list_ = get_object_or_404(counts.lists_visible(viewer=request.viewer), pk=list_id)
    commands.note_rows_read(list_=list_, by=request.viewer, now=timezone.now())
    return _page(request, list_, None, None, status=200)


def _page(
    request: StaffRequest,
    list_: counts.LeadList,
    wrong: UUID | None,
    form: forms.EntryForm | None,
    *,
    status: int,
) -> HttpResponse:
    waiting = rows.rows_visible(viewer=request.viewer).filter(list=list_)
    page = Paginator(waiting, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "told": counts.with_counts(lists=[list_], now=timezone.now())[0],
        "own": own.own_leads(viewer=request.viewer).filter(list=list_).count(),
        "page": page,
        "rows": [
            (row, form if form is not None and row.pk == wrong else _row_form(row, None)) for row in page
        ],
    }
    return render(request, "tracing/list.html", context, status=status)


def _row_form(row: rows.ParkedRow, typed: Any) -> forms.EntryForm:
    return forms.EntryForm(typed, initial=rows.cells_of(row=row), auto_id=f"row-{row.pk}-%s")


@staff_page
@require_POST
def correct(request: StaffRequest, row_id: UUID) -> HttpResponse:
    """Make a lead of a corrected row; 404 unless the viewer may see it."""
    row = get_object_or_404(rows.rows_visible(viewer=request.viewer), pk=row_id)
    form = _row_form(row, request.POST)
    if not form.is_valid():
        return _page(request, row.list, row.pk, form, status=422)
    entry = commands.NewLead(**form.cleaned_data)
    try:
        received = commands.correct_row(row=row, entry=entry, by=request.viewer, now=timezone.now())
    except commands.RowSettledAlready:
        messages.warning(request, _("这一行刚才已经处理过了。"))
    else:
        if received.outcome == commands.Outcome.NEW:
            messages.success(request, _("已改正，登记为线索。"))
        else:
            messages.warning(request, _("这份名单已有此人的线索，没有重复登记。"))
    return redirect("tracing:list", row.list_id)


@staff_page
@require_POST
def drop(request: StaffRequest, row_id: UUID) -> HttpResponse:
    """Let a row go; 404 unless the viewer may see it."""
    row = get_object_or_404(rows.rows_visible(viewer=request.viewer), pk=row_id)
    try:
        commands.drop_row(row=row, by=request.viewer, now=timezone.now())
    except commands.RowSettledAlready:
        messages.warning(request, _("这一行刚才已经处理过了。"))
    else:
        messages.success(request, _("已删除这一行。"))
    return redirect("tracing:list", row.list_id)
