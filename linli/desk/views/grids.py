"""Grids of a community: made here, and given their households."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas import commands as areas
from linli.areas.queries import every_grid_of, names_of
from linli.areas.rules import AreaCode, NotAnAreaCode
from linli.clock import day_of
from linli.desk.grid_form import NewGridForm
from linli.desk.queries.load import load
from linli.people.commands import GridElsewhere
from linli.people.queries import households_visible, households_without_grid
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may, may_at, scope
from linli.worklist.commands.grids import move_households

HOUSEHOLDS_SHOWN = 300


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show the communities' grids and the households that have none; take a choice of them into a grid."""
    if not may(viewer=request.viewer, action=Action.ASSIGN_GRID):
        return render(request, "403.html", status=403)
    communities = scope(viewer=request.viewer, action=Action.ASSIGN_GRID).areas
    names = names_of(codes=communities)
    if request.method == "POST" and _assign(request):
        return redirect("desk:grids")
    waiting = households_without_grid(viewer=request.viewer, communities=communities)
    shown = list(waiting.prefetch_related("members")[:HOUSEHOLDS_SHOWN])
    loads = load(viewer=request.viewer, action=Action.ASSIGN_GRID, now=timezone.now())
    context = {
        "communities": [
            (
                code,
                names[code],
                [grid for grid in loads if grid.code.startswith(code)],
                [grid for grid in every_grid_of(community=code) if grid.valid_until],
            )
            for code in communities
        ],
        "loads": loads,
        "households": shown,
        "waiting_count": waiting.count() if len(shown) == HOUSEHOLDS_SHOWN else len(shown),
        "chosen": request.POST.getlist("households"),
        "chosen_grid": request.POST.get("grid", ""),
    }
    return render(request, "desk/grids.html", context, status=422 if request.method == "POST" else 200)


def _assign(request: StaffRequest) -> bool:
    """Give the chosen households to the chosen grid; say what is missing otherwise."""
    try:
        grid = AreaCode(request.POST.get("grid", ""))
    except NotAnAreaCode:
        messages.error(request, _("请选择网格。"))
        return False
    chosen = request.POST.getlist("households")
    known = {str(h.pk): h for h in households_visible(viewer=request.viewer)}
    households = [known[pk] for pk in chosen if pk in known]
    if not households:
        messages.error(request, _("请勾选要分配的住户。"))
        return False
    if not may_at(viewer=request.viewer, action=Action.ASSIGN_GRID, area=grid):
        messages.error(request, _("请选择网格。"))
        return False
    try:
        move = move_households(households=households, to=grid, by=request.viewer, now=timezone.now())
    except areas.GridClosed:
        messages.error(request, _("这个网格已停用，请另选一个。"))
        return False
    except GridElsewhere:
        messages.error(request, _("这个网格不属于住户所在的社区。"))
        return False
    messages.success(request, _("已分配 %(count)s 户。") % {"count": len(move.households)})
    return True


@staff_page
@require_POST
def add(request: StaffRequest) -> HttpResponse:
    """Make a grid of a community of the viewer."""
    if not may(viewer=request.viewer, action=Action.ASSIGN_GRID):
        return render(request, "403.html", status=403)
    form = NewGridForm(request.POST)
    allowed = scope(viewer=request.viewer, action=Action.ASSIGN_GRID).areas
    community = next((code for code in allowed if code == request.POST.get("community")), None)
    if community is None or not form.is_valid():
        messages.error(request, _("请填写网格名称。"))
        return redirect("desk:grids")
    try:
        areas.create_grid(community=community, name=form.cleaned_data["name"], on=day_of(timezone.now()))
    except areas.GridNameTaken:
        messages.error(request, _("已有同名网格。"))
    except areas.GridNameEmpty:
        messages.error(request, _("请填写网格名称。"))
    except (areas.CommunityNotOpen, areas.GridsFull):
        messages.error(request, _("这个社区不能再新建网格。"))
    else:
        messages.success(request, _("已新建网格。"))
    return redirect("desk:grids")
