"""Handing a grid over: what is open in it, from whom to whom."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.staff import commands
from linli.staff.forms import HandOverForm
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff.queries import substitutions as staff
from linli.staff.queries.teams import grids_seen
from linli.staff.rights import Action
from linli.staff.rules import may_at
from linli.worklist.labels import open_things
from linli.worklist.queries import open_things as reads

SHOWN = 20


@staff_page
def show(request: StaffRequest, grid: str) -> HttpResponse:
    """Show what is open in a grid and hand it over; 404 for a grid that the viewer does not see.

    The worker of the grid hands over what is at hand; who fills teams may also change the post.
    """
    now = timezone.now()
    code = next((g for g in grids_seen(viewer=request.viewer, action=Action.SEE_TEAMS) if g == grid), None)
    if code is None:
        raise Http404
    things = reads.open_in(viewer=request.viewer, area=code, now=now)
    form = _form(request, code, now)
    if request.method == "POST" and form is None:
        return render(request, "403.html", status=403)
    if form is not None and form.is_valid() and _given(request, form, code, things, now):
        messages.success(request, _("交接单已发出，等接手的人在“责任组”页面答复；答复前可以撤回。"))
        return redirect("desk:handover", code)
    words = open_things()
    past = list(staff.handovers_of(grid=code)[:SHOWN])
    context = {
        "grid": code,
        "place": names_of(codes=[code])[code],
        "things": [(words[thing.kind], thing) for thing in things],
        "form": form,
        "to_withdraw": set(staff.handovers_to_withdraw(viewer=request.viewer).values_list("pk", flat=True)),
        "past": [
            (row, [(words[kind], n) for kind, n in row.open.items() if kind in words and n]) for row in past
        ],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "desk/handover.html", context, status=status)


def _form(request: StaffRequest, grid: AreaCode, now: datetime) -> HandOverForm | None:
    """Return the form for whoever may hand this grid over; None for everybody else."""
    today = day_of(now)
    workers = staff.workers_by_area(viewer=request.viewer, action=Action.SEE_TEAMS, on=today).get(grid, [])
    may_fill = may_at(viewer=request.viewer, action=Action.FILL_TEAMS, area=grid)
    givers = [(str(w.user_id), w.name) for w in workers if may_fill or w.user_id == request.viewer.user_id]
    if not givers:
        return None
    takers = staff.staff_of(communities=[grid.community], on=today)
    form = HandOverForm(
        request.POST or None,
        givers=givers,
        takers=[(str(u.pk), u.full_name) for u in takers if may_fill or str(u.pk) != givers[0][0]],
        today=today,
    )
    if not may_fill:
        del form.fields["permanent_from"]
    return form


def _given(
    request: StaffRequest,
    form: HandOverForm,
    grid: AreaCode,
    things: list[reads.OpenThings],
    now: datetime,
) -> bool:
    said = form.cleaned_data
    people = staff.staff_of(communities=[grid.community], on=day_of(now)).in_bulk()
    by_id = {str(pk): user for pk, user in people.items()}
    if said["giver"] not in by_id:
        form.add_error("giver", _("代班的人不用交接，代班到期自动结束。"))
        return False
    try:
        commands.give_over(
            grid=grid,
            giver=by_id[said["giver"]],
            taker=by_id[said["taker"]],
            note=said["note"],
            open_={thing.kind: thing.count for thing in things},
            permanent_from=said.get("permanent_from"),
            by=request.viewer,
            now=now,
        )
    except commands.GivenAlready:
        form.add_error("giver", _("此人已有一张交接单等对方确认。"))
    except commands.RolesKeptApart as apart:
        role = ROLES[apart.args[0]]
        form.add_error("taker", _("此人是%(role)s，两个岗位不能由同一个人担任。") % {"role": role})
    except commands.OwnAppointment:
        form.add_error("taker", _("不能把岗位交给自己，请选别人。"))
    except commands.GiverHasNoPost:
        form.add_error("giver", _("代班的人不用交接，代班到期自动结束。"))
    else:
        return True
    return False
