"""One grid: its households moved by a list, its name, and whether it is in use."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas import commands as areas
from linli.areas.queries import every_grid_of, former_names
from linli.areas.rules import AreaCode, Level, NotAnAreaCode
from linli.clock import day_of
from linli.desk.grid_form import RenameGridForm
from linli.people.queries.households import (
    GridMove,
    Household,
    buildings_of,
    households_in,
    move_at,
    moves_from_and_to,
    narrowed_to,
)
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at
from linli.worklist.commands import grids as commands
from linli.worklist.queries.grids import content_of, going_along, left_in

SHOWN: Final = 300
MOVES_SHOWN: Final = 5


@staff_page
def show(request: StaffRequest, grid: str) -> HttpResponse:
    """Show a grid with its households; a choice of them is first told what goes along, then moved. 404 elsewhere."""
    code = grid_or_404(request, grid)
    now = timezone.now()
    grids = every_grid_of(community=code.community)
    place = next((one for one in grids if one.code == code), None)
    if place is None:
        raise Http404
    here = households_in(viewer=request.viewer, area=code)
    targets = [(one.code, one.name) for one in grids if one.code != code and one.valid_until is None]
    targets.append((str(code.community), _("不分网格")))
    chosen, to = _chosen(request, here), request.POST.get("to", "")
    problem = ""
    if request.method == "POST":
        problem = _problem(chosen, to, targets)
        if not problem and "sure" in request.POST and _moved(request, chosen, AreaCode(to), now):
            return redirect("desk:grid", code)
    narrowed = narrowed_to(
        households=here, building=request.GET.get("building", ""), words=request.GET.get("q", "")
    )
    content = content_of(grid=code, on=day_of(now))
    ticked = {str(household.pk) for household in chosen}
    shown = list(narrowed.prefetch_related("members")[:SHOWN])
    context = {
        "grid": place,
        "former": former_names(code=code),
        "content": content,
        "left": None
        if place.valid_until or content.workers
        else left_in(viewer=request.viewer, grid=code, content=content, on=day_of(now)),
        "may_keep": may_at(viewer=request.viewer, action=Action.KEEP_COLLEAGUES, area=code),
        "households": [(one, "all" in request.GET or str(one.pk) in ticked) for one in shown],
        "is_cut": len(shown) == SHOWN,
        "buildings": buildings_of(households=here),
        "building": request.GET.get("building", ""),
        "q": request.GET.get("q", ""),
        "targets": targets,
        "to": to,
        "to_name": dict(targets).get(to, ""),
        "asking": going_along(households=chosen) if request.method == "POST" and not problem else None,
        "chosen": chosen,
        "problem": problem,
        "moves": _moves(request, code, {one.code: one.name for one in grids}),
        "form": RenameGridForm(initial={"name": place.name}),
    }
    return render(request, "desk/grid.html", context, status=422 if problem else 200)


@staff_page
@require_POST
def rename(request: StaffRequest, grid: str) -> HttpResponse:
    """Give a grid another name; the old one stays with its days."""
    code = grid_or_404(request, grid)
    form = RenameGridForm(request.POST)
    try:
        areas.rename_grid(
            grid=code, name=str(form["name"].value() or ""), by=request.viewer.user_id, now=timezone.now()
        )
    except areas.GridNameEmpty:
        messages.error(request, _("请填写网格名称。"))
    except areas.GridNameTaken:
        messages.error(request, _("已有同名网格。"))
    except areas.GridClosed:
        messages.error(request, _("这个网格已停用，先重新启用再改名。"))
    else:
        messages.success(request, _("已改名；以前的日报和文书不变。"))
    return redirect("desk:grid", code)


@staff_page
@require_POST
def close(request: StaffRequest, grid: str) -> HttpResponse:
    """Close a grid in which nothing is; say what is, otherwise."""
    code = grid_or_404(request, grid)
    try:
        commands.close_grid(grid=code, by=request.viewer, now=timezone.now())
    except areas.GridClosed:
        messages.warning(request, _("这个网格已经停用。"))
    except commands.GridInUse:
        messages.error(request, _("还不能停用：先把下面写的处理完。"))
    else:
        messages.success(request, _("已停用；以前的日子照旧能查到它，不再分住户进来。"))
    return redirect("desk:grid", code)


@staff_page
@require_POST
def reopen(request: StaffRequest, grid: str) -> HttpResponse:
    """Let a closed grid be used again."""
    code = grid_or_404(request, grid)
    try:
        areas.reopen_grid(grid=code, by=request.viewer.user_id, now=timezone.now())
    except areas.GridNameTaken:
        messages.error(request, _("已有同名网格，先给它改名。"))
    except areas.GridOpen:
        messages.warning(request, _("这个网格在用。"))
    else:
        messages.success(request, _("已重新启用。"))
    return redirect("desk:grid", code)


@staff_page
@require_POST
def undo(request: StaffRequest, grid_move_id: UUID) -> HttpResponse:
    """Put the households of a move back to where each stood."""
    move = move_at(viewer=request.viewer, id=grid_move_id)
    if move is None:
        raise Http404
    try:
        count = commands.undo_move(move=move, by=request.viewer, now=timezone.now())
    except commands.MoveUndoneAlready:
        messages.warning(request, _("已经撤销过，或这些住户后来都又调走了。"))
    except areas.GridClosed:
        messages.error(request, _("原来的网格已停用，先重新启用再撤销。"))
    else:
        words = _("已放回 %(n)s 户。")
        if count < len(move.households):
            words = _("已放回 %(n)s 户；其余 %(rest)s 户后来又调走了，没有动。")
        messages.success(request, words % {"n": count, "rest": len(move.households) - count})
    if AreaCode(move.to_area).level == Level.GRID:
        return redirect("desk:grid", move.to_area)
    return redirect("desk:grids")


def grid_or_404(request: StaffRequest, code: str) -> AreaCode:
    """Return the code of a grid, if there is one, whose households the viewer assigns. Raises Http404."""
    try:
        grid = AreaCode(code)
    except NotAnAreaCode:
        raise Http404 from None
    is_theirs = grid.level == Level.GRID and may_at(
        viewer=request.viewer, action=Action.ASSIGN_GRID, area=grid
    )
    if not is_theirs:
        raise Http404
    return grid


def _chosen(request: StaffRequest, here: QuerySet[Household]) -> list[Household]:
    ticked = set(request.POST.getlist("households"))
    return [one for one in here if str(one.pk) in ticked] if ticked else []


def _problem(chosen: Sequence[Household], to: str, targets: Sequence[tuple[str, str]]) -> str:
    """Say what is missing before anything can be moved, '' for nothing."""
    if not chosen:
        return _("请勾选要调整的住户。")
    return "" if to in dict(targets) else _("请选择调到哪个网格。")


def _moved(request: StaffRequest, chosen: Sequence[Household], to: AreaCode, now: datetime) -> bool:
    try:
        move = commands.move_households(households=chosen, to=to, by=request.viewer, now=now)
    except areas.GridClosed:
        messages.error(request, _("这个网格已停用，请另选一个。"))
        return False
    messages.success(request, _("已调走 %(n)s 户，他们的事一起过去了。") % {"n": len(move.households)})
    return True


def _moves(
    request: StaffRequest, code: AreaCode, names: Mapping[str, str]
) -> list[tuple[GridMove, str, int]]:
    """Return the last moves with the name of where they led and how many households."""
    moves = moves_from_and_to(viewer=request.viewer, grid=code, limit=MOVES_SHOWN)
    return [(move, names.get(move.to_area) or _("不分网格"), len(move.households)) for move in moves]
