"""The team of a grid, and the pattern that says which seats teams have."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of, path_names
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.staff import commands, forms
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import teams as reads
from linli.staff.rights import Action
from linli.staff.rules import PATTERN_LEVELS, may, scope


@staff_page
def fill(request: StaffRequest, grid: str) -> HttpResponse:
    """Set who sits on the seats of a grid's team; 404 for a grid where the viewer does not fill teams."""
    now = timezone.now()
    if not may(viewer=request.viewer, action=Action.FILL_TEAMS):
        return render(request, "403.html", status=403)
    grids = reads.grids_seen(viewer=request.viewer, action=Action.FILL_TEAMS)
    code = next((code for code in grids if code == grid), None)
    if code is None:
        raise Http404
    team = reads.teams_of(grids=[code], on=day_of(now))[0]
    form = forms.TeamForm(
        request.POST or None,
        seats=team.seats,
        candidates=reads.candidates(grid=code, on=day_of(now)),
    )
    if request.method == "POST" and form.is_valid() and _filled(request, form, code, now):
        messages.success(request, _("已保存 %(grid)s的责任组。") % {"grid": team.name})
        return redirect("desk:teams")
    context = {"form": form, "team": team, "title": team.name, "person": ""}
    return render(request, "staff/team.html", context, status=422 if form.errors else 200)


def _filled(request: StaffRequest, form: forms.TeamForm, grid: AreaCode, now: datetime) -> bool:
    try:
        commands.fill_team(grid=grid, subject=None, members=form.members, by=request.viewer, now=now)
    except commands.NotOnThisSeat as error:
        form.add_error(f"user_{error.args[0]}", _("此人刚才已离开这个岗位，请另选。"))
        return False
    return True


@staff_page
def pattern(request: StaffRequest) -> HttpResponse:
    """Set which seats the teams of one of the viewer's places have; `area` chooses among several."""
    areas = [
        area
        for area in scope(viewer=request.viewer, action=Action.EDIT_TEAMS).areas
        if area.level in PATTERN_LEVELS
    ]
    if not areas:
        return render(request, "403.html", status=403)
    area = next((code for code in areas if code == request.GET.get("area")), areas[0])
    now_used = reads.pattern_of(area=area)
    kinds = {f"seat_{s.seat}": "REQUIRED" if s.required else "OPTIONAL" for s in now_used.seats.all()}
    form = forms.PatternForm(
        request.POST or None, initial={"name": now_used.name, "source": _source(now_used, area), **kinds}
    )
    if request.method == "POST" and form.is_valid() and _set(request, form, area):
        messages.success(request, _("已保存。责任组的席位从现在起按这个模式。"))
        return redirect("desk:teams")
    names = names_of(codes=areas)
    context = {
        "form": form,
        "area": area,
        "name": names[area],
        "areas": [(code, names[code]) for code in areas],
        "inherited": now_used.area != area,
        "used": now_used,
        "from_place": path_names(code=AreaCode(now_used.area)) if now_used.area else "",
    }
    return render(request, "staff/pattern.html", context, status=422 if form.errors else 200)


def _source(used: reads.TeamPattern, area: str) -> str:
    """Return the source of a pattern of this very place; another place's source is not this one's."""
    return used.source if used.area == area else ""


def _set(request: StaffRequest, form: forms.PatternForm, area: AreaCode) -> bool:
    try:
        commands.set_pattern(
            area=area,
            name=form.cleaned_data["name"],
            required=form.seats("REQUIRED"),
            optional=form.seats("OPTIONAL"),
            source=form.cleaned_data["source"],
            by=request.viewer,
            now=timezone.now(),
        )
    except commands.PatternEmpty:
        form.add_error(None, _("至少要有一个必须有人的席位。"))
        return False
    return True
