"""Reports received together: the days of which any wait, and a day, what differs first."""

from contextlib import suppress
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.reports import commands
from linli.reports.queries.receiving_day import receiving_day
from linli.reports.queries.to_receive import Shown, days_to_receive
from linli.reports.views.place import place
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may, own_offices

DAYS_A_PAGE: Final = 30
# The columns of the table of what waits.
KEY_FIGURES: Final = ("after", "new", "alerts", "sent_to_clinic", "confirmed")


@staff_page
def days(request: StaffRequest) -> HttpResponse:
    """List the days of which reports wait for an office of the viewer's, the newest first."""
    if not may(viewer=request.viewer, action=Action.RECEIVE_REPORT):
        return render(request, "403.html", status=403)
    rows = Paginator(days_to_receive(viewer=request.viewer), DAYS_A_PAGE)
    return render(request, "reports/to_receive.html", {"page": rows.get_page(request.GET.get("page"))})


@staff_page
def day(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Show what waits of a day, and receive what was shown; 404 for whoever does not hold that office."""
    code, on, context = place(request, area, day)
    if code not in own_offices(viewer=request.viewer, action=Action.RECEIVE_REPORT):
        raise Http404
    if request.method == "POST":
        came = commands.receive_shown(
            above=code, day=on, shown=_shown(request), by=request.viewer, now=timezone.now()
        )
        _say(request, came)
        return redirect("reports:receiving", code, on.isoformat())
    context |= {
        "waits": receiving_day(above=code, day=on, viewer=request.viewer),
        "key_figures": KEY_FIGURES,
    }
    return render(request, "reports/receiving.html", context)


def _shown(request: StaffRequest) -> list[UUID]:
    """Return the versions that the page showed and somebody left ticked; what is none is passed over."""
    found = []
    for text in request.POST.getlist("version"):
        with suppress(ValueError):
            found.append(UUID(text))
    return found


def _say(request: StaffRequest, came: commands.ReceivedTogether) -> None:
    """Say what became of each that was shown."""
    n = len(came.received)
    if n:
        messages.success(request, ngettext("已签收 %(n)s 份。", "已签收 %(n)s 份。", n) % {"n": n})
    if came.anew:
        said = _("打开这一页之后又更正过，没有签收，请看新的一版：%(names)s。")
        messages.warning(request, said % {"names": _names(came.anew)})
    if came.returned:
        said = _("已经退回、正等下级答复，没有签收：%(names)s。")
        messages.warning(request, said % {"names": _names(came.returned)})
    for receiver in sorted({one.receiver for one in came.before}):
        theirs = [one for one in came.before if one.receiver == receiver]
        said = _("%(who)s 已经签收过：%(names)s。")
        messages.info(request, said % {"who": receiver or _("别人"), "names": _names(theirs)})
    if came.own:
        said = _("您自己上报的，不能由您签收：%(names)s。")
        messages.warning(request, said % {"names": _names(came.own)})
    if came == commands.ReceivedTogether((), (), (), (), ()):
        messages.info(request, _("没有选中要签收的日报。"))


def _names(those: tuple[Shown, ...] | list[Shown]) -> str:
    return "、".join(one.name for one in those)
