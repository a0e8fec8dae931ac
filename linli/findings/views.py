"""Findings: what does not fit in the viewer's areas, looked for on request and answered by a person."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.findings.commands import AnsweredAlready, answer_finding, find
from linli.findings.forms import FindingAnswerForm
from linli.findings.queries.findings import findings_seen, told
from linli.reports.queries.taking_part import expected_in
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may, may_at, scope

FINDINGS_A_PAGE = 50
# So many days back are looked through again on request.
DAYS_LOOKED_AT = 3


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List what does not fit, without an answer first; look again on request."""
    if not may(viewer=request.viewer, action=Action.ANSWER_FINDING):
        return render(request, "403.html", status=403)
    if request.method == "POST":
        count = _look(request)
        if count:
            messages.success(request, _("新发现 %(n)s 处对不上的。") % {"n": count})
        else:
            messages.success(request, _("没有新的。"))
        return redirect("findings:findings")
    page = Paginator(findings_seen(viewer=request.viewer), FINDINGS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": told(findings=list(page.object_list))}
    return render(request, "findings/findings.html", context)


def _look(request: StaffRequest) -> int:
    """Look through the last days of the viewer's communities; return how much is new."""
    now = timezone.now()
    own = scope(viewer=request.viewer, action=Action.ANSWER_FINDING).areas
    days = [day_of(now) - timedelta(days=n) for n in range(DAYS_LOOKED_AT)]
    return sum(
        find(areas=[part for area in own for part in _looked_at(area, day)], day=day, now=now) for day in days
    )


def _looked_at(area: AreaCode, day: date) -> list[AreaCode]:
    expected = expected_in(area=area, on=day)
    return expected if area.level == Level.COMMUNITY else [area, *expected]


@staff_page
def show(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Show a finding with its evidence; keep what a person says to it."""
    row = get_object_or_404(findings_seen(viewer=request.viewer), pk=finding_id)
    may_answer = may_at(viewer=request.viewer, action=Action.ANSWER_FINDING, area=row.area)
    if request.method == "POST" and not may_answer:
        return render(request, "403.html", status=403)
    form = FindingAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_finding(
                finding=row, answer=form.cleaned_data["answer"], by=request.viewer, now=timezone.now()
            )
        except AnsweredAlready:
            form.add_error(None, _("刚才已有人答复。"))
        else:
            messages.success(request, _("已记下。"))
            return redirect("findings:finding", row.pk)
    (shown,) = told(findings=[row])
    context = {"told": shown, "finding": row, "form": form, "may_answer": may_answer}
    return render(request, "findings/finding.html", context, status=422 if form.errors else 200)
