"""Who must be rung about a day's report, unit by unit; notes of who was."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.ids import new_id
from linli.reports.commands import ringing as commands
from linli.reports.queries import daily, rollup
from linli.reports.queries.area_day import area_day
from linli.reports.queries.ringing import rung_seen
from linli.reports.queries.to_ring import filled, units_to_ring
from linli.reports.views.place import area_and_day, place
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.ways_back import way_back

UNITS_A_PAGE: Final = 50
WORDS_LENGTH: Final = 200


@staff_page
def show(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Show whom the viewer's level rings about a day's report, with telephones: for a phone, and for paper."""
    code, on, context = place(request, area, day)
    if daily.is_community(code):
        raise Http404
    now = timezone.now()
    of = area_day(area=code, day=on)
    above = rollup.roll_up(area=code, day=on, now=now, of=of)
    units = units_to_ring(above=above)
    page = Paginator(units, UNITS_A_PAGE).get_page(request.GET.get("page"))
    context |= {
        "rollup": above,
        "page": page,
        "units": filled(viewer=request.viewer, of=of, units=list(page.object_list), now=now),
        "roles": ROLES,
        "new_id": new_id,
    }
    return render(request, "reports/ring.html", context)


@staff_page
@require_POST
def note(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Note that a unit was rung."""
    code, on = area_and_day(request, area, day)
    try:
        commands.note_rung(
            id=_id(request.POST.get("id", "")),
            area=code,
            day=on,
            words=_words(request, "words"),
            by=request.viewer,
            now=timezone.now(),
        )
    except commands.NotYours:
        return render(request, "403.html", status=403)
    messages.success(request, _("已记下。"))
    return _back(request, code)


@staff_page
@require_POST
def strike(request: StaffRequest, ringing_id: UUID) -> HttpResponse:
    """Strike a note of somebody rung."""
    row = get_object_or_404(rung_seen(viewer=request.viewer), pk=ringing_id)
    try:
        commands.strike_rung(row=row, reason=_words(request, "reason"), by=request.viewer, now=timezone.now())
    except commands.NotYours:
        return render(request, "403.html", status=403)
    except commands.ReasonMissing:
        messages.error(request, _("请写明为什么撤销。"))
    except commands.StruckAlready:
        messages.info(request, _("刚才已有人撤销。"))
    else:
        messages.success(request, _("已撤销。"))
    return _back(request, row.area)


def _back(request: StaffRequest, unit: str) -> HttpResponse:
    return redirect(f"{way_back(request)}#unit-{unit}")


def _id(text: str) -> UUID:
    """Return the id that the page made; a new one for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return new_id()


def _words(request: StaffRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "")[:WORDS_LENGTH]
