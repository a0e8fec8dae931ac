"""Findings listed: what the viewer answers or judges, looked for on request too; deeper down as numbers."""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import communities_under, names_of
from linli.areas.rules import AreaCode, Level, NotAnAreaCode
from linli.beat.rounds import rounds_of
from linli.clock import SHANGHAI, day_of
from linli.findings.beat import NAME
from linli.findings.commands import find
from linli.findings.queries.below import below
from linli.findings.queries.findings import findings_seen, told
from linli.findings.queries.reach import offices_answering, offices_judging
from linli.findings.rules.nights import DAYS_LOOKED_AT, missing_since
from linli.findings.words import KINDS, STATES
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

FINDINGS_A_PAGE: Final = 50
# Findings of so many days are counted.
DAYS_COUNTED: Final = 30
# Whose own communities are looked through while somebody waits; above, the night does it.
LOOKED_AT_ONCE: Final = frozenset({Level.TOWNSHIP, Level.COMMUNITY})


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List what the viewer answers or judges, what waits for the viewer first; look again on request."""
    viewer = request.viewer
    if not (
        may(viewer=viewer, action=Action.ANSWER_FINDING) or may(viewer=viewer, action=Action.JUDGE_FINDING)
    ):
        return render(request, "403.html", status=403)
    areas = [area for area in offices_answering(viewer=viewer) if area.level in LOOKED_AT_ONCE]
    if request.method == "POST":
        count = _look(areas)
        if count:
            messages.success(request, _("刚才再查了最近三天，新发现 %(n)s 处对不上的。") % {"n": count})
        else:
            messages.success(request, _("刚才再查了最近三天，没有新的。"))
        return redirect("findings:findings")
    now = timezone.now()
    page = Paginator(findings_seen(viewer=viewer), FINDINGS_A_PAGE).get_page(request.GET.get("page"))
    rounds = rounds_of(job=NAME, today=day_of(now))
    context = {
        "page": page,
        "rows": told(findings=list(page.object_list)),
        "states": STATES,
        "may_look": bool(areas),
        "judges": bool(offices_judging(viewer=viewer)),
        "rounds": rounds,
        "stopped_since": missing_since(
            last_on=rounds.ended.on if rounds.ended else None, now=now.astimezone(SHANGHAI)
        ),
    }
    return render(request, "findings/findings.html", context)


def _look(areas: list[AreaCode]) -> int:
    """Look through today and the last days of some areas and their communities; return how much is new."""
    now = timezone.now()
    parts = [part for area in areas for part in _looked_at(area)]
    days = [day_of(now) - timedelta(days=n) for n in range(DAYS_LOOKED_AT)]
    return sum(find(areas=parts, day=day, now=now) for day in days)


def _looked_at(area: AreaCode) -> list[AreaCode]:
    if area.level is Level.COMMUNITY:
        return [area]
    return [area, *(AreaCode(row.code) for row in communities_under(code=area))]


@staff_page
def numbers(request: StaffRequest) -> HttpResponse:
    """Count findings by area and kind beneath the viewer's office, or beneath an area under it; 404 for any other."""
    offices = offices_judging(viewer=request.viewer)
    if not offices:
        return render(request, "403.html", status=403)
    area = _asked(request, offices)
    since = day_of(timezone.now()) - timedelta(days=DAYS_COUNTED - 1)
    found = below(area=area, since=since)
    codes = [code for code in (*area.ancestors, area) if any(own.contains(code) for own in offices)]
    names = names_of(codes=codes)
    context = {
        "area": area,
        "path": [(code, names.get(code, code)) for code in codes],
        "lines": [(line, line.area.level is not Level.COMMUNITY) for line in found.lines],
        "kinds": [(KINDS[kind], states) for kind, states in found.kinds.items()],
        "days": DAYS_COUNTED,
    }
    return render(request, "findings/numbers.html", context)


def _asked(request: StaffRequest, offices: tuple[AreaCode, ...]) -> AreaCode:
    text = request.GET.get("area", "")
    if not text:
        return offices[0]
    try:
        area = AreaCode(text)
    except NotAnAreaCode as wrong:
        raise Http404 from wrong
    if area.child_level in {None, Level.GRID} or not any(own.contains(area) for own in offices):
        raise Http404
    return area
