"""Grids of a community: made here, and given their households."""

from typing import Final

from django.contrib import messages
from django.db.models import QuerySet
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
from linli.people.queries import Household, households_visible, households_without_grid
from linli.people.queries.households import moves_out_of_none, narrowed_to
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may, may_at, scope
from linli.worklist.commands.grids import move_households

HOUSEHOLDS_SHOWN: Final = 300
MOVES_SHOWN: Final = 5
WORDS_LENGTH: Final = 100
# What the button says that gives away all that match, also those that the page does not show.
ALL: Final = "ALL"


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show the communities' grids and the households that have none; take a choice of them into a grid."""
    if not may(viewer=request.viewer, action=Action.ASSIGN_GRID):
        return render(request, "403.html", status=403)
    communities = scope(viewer=request.viewer, action=Action.ASSIGN_GRID).areas
    names = names_of(codes=communities)
    if request.method == "POST" and _assign(request):
        return redirect("desk:grids")
    waiting = _waiting(request)
    words = _words(request)
    matching = narrowed_to(households=waiting, building="", words=words) if words else waiting
    shown = list(matching.prefetch_related("members")[:HOUSEHOLDS_SHOWN])
    grids = {code: every_grid_of(community=code) for code in communities}
    names_there = {str(grid.code): grid.name for those in grids.values() for grid in those}
    loads = load(viewer=request.viewer, action=Action.ASSIGN_GRID, now=timezone.now())
    context = {
        "communities": [
            (
                code,
                names[code],
                [grid for grid in loads if grid.code.startswith(code)],
                [grid for grid in grids[code] if grid.valid_until],
            )
            for code in communities
        ],
        "loads": loads,
        "households": shown,
        "waiting_count": waiting.count() if words or len(shown) == HOUSEHOLDS_SHOWN else len(shown),
        "matching_count": matching.count() if len(shown) == HOUSEHOLDS_SHOWN else len(shown),
        "is_cut": len(shown) == HOUSEHOLDS_SHOWN,
        "q": words,
        "all": ALL,
        "moves": [
            (move, names_there.get(move.to_area) or _("不分网格"), len(move.households))
            for move in moves_out_of_none(viewer=request.viewer, communities=communities, limit=MOVES_SHOWN)
        ],
        "chosen": request.POST.getlist("households"),
        "chosen_grid": request.POST.get("grid", ""),
    }
    return render(request, "desk/grids.html", context, status=422 if request.method == "POST" else 200)


def _waiting(request: StaffRequest) -> QuerySet[Household]:
    """Return the households of the viewer's communities that have no grid yet."""
    communities = scope(viewer=request.viewer, action=Action.ASSIGN_GRID).areas
    return households_without_grid(viewer=request.viewer, communities=communities)


def _words(request: StaffRequest) -> str:
    """Return the words to which the list is narrowed: of the page, or of the form that was sent from it."""
    said = request.POST if request.method == "POST" else request.GET
    return said.get("q", "").replace("\0", "").strip()[:WORDS_LENGTH]


def _chosen(request: StaffRequest, grid: AreaCode) -> list[Household]:
    """Return those ticked, or all of the grid's community that match if they are as many as the page told; say why not."""
    if request.POST.get("which") != ALL:
        ticked = set(request.POST.getlist("households"))
        known = [one for one in households_visible(viewer=request.viewer) if str(one.pk) in ticked]
        if not known:
            messages.error(request, _("请勾选要分配的住户。"))
        return known
    matching = list(narrowed_to(households=_waiting(request), building="", words=_words(request)))
    if request.POST.get("count") != str(len(matching)):
        words = _("这时符合的是 %(n)s 户，和刚才看到的不一样；请再看一遍再分。")
        messages.error(request, words % {"n": len(matching)})
        return []
    return [one for one in matching if one.community == grid.community]


def _assign(request: StaffRequest) -> bool:
    """Give the chosen households to the chosen grid; say what is missing otherwise."""
    try:
        grid = AreaCode(request.POST.get("grid", ""))
    except NotAnAreaCode:
        messages.error(request, _("请选择网格。"))
        return False
    households = _chosen(request, grid)
    if not households:
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
    messages.success(
        request, _("已分配 %(count)s 户；分错了，可在下面撤销这一次。") % {"count": len(move.households)}
    )
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
