"""Responsibility teams: the grids with their teams and loads, and the team of one observation."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.desk.queries.load import load
from linli.observation.queries import cases
from linli.observation.queries.cases import observations_open
from linli.staff import commands
from linli.staff.forms import TeamForm
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import teams as reads
from linli.staff.queries.substitutions import handovers_for, standing_in
from linli.staff.rights import Action
from linli.staff.rules import PEOPLE_A_WORKER, may, may_at
from linli.worklist.labels import open_things


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show each grid's team and load; to the township and above only counts of grids without a full team."""
    now = timezone.now()
    viewer = request.viewer
    if not may(viewer=viewer, action=Action.SEE_TEAMS):
        if not may(viewer=viewer, action=Action.EDIT_TEAMS):
            return render(request, "403.html", status=403)
        counts = reads.lacking_counts(viewer=viewer, on=day_of(now))
        return render(request, "desk/team_counts.html", {"counts": counts})
    words = open_things()
    loads = load(viewer=viewer, action=Action.SEE_TEAMS, now=now)
    teams = reads.teams_of(grids=[row.code for row in loads], on=day_of(now))
    context = {
        "rows": list(zip(loads, teams, strict=True)),
        "many": PEOPLE_A_WORKER,
        "standing_in": standing_in(viewer=viewer, on=day_of(now)),
        "to_confirm": [
            (row, [(words[kind], n) for kind, n in row.open.items() if kind in words and n])
            for row in handovers_for(viewer=viewer)
        ],
        "may_fill": may(viewer=viewer, action=Action.FILL_TEAMS),
        "may_edit": may(viewer=viewer, action=Action.EDIT_TEAMS),
    }
    return render(request, "desk/teams.html", context)


@staff_page
def fill(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Give one observation a team of its own; 404 where the viewer sees no such open observation."""
    now = timezone.now()
    observation = get_object_or_404(observations_open(viewer=request.viewer), pk=observation_id)
    area = AreaCode(observation.area)
    if not may_at(viewer=request.viewer, action=Action.FILL_TEAMS, area=area):
        return render(request, "403.html", status=403)
    team = reads.team_at(area=area, subject=observation.pk, on=day_of(now))
    team = replace(team, name=names_of(codes=[area]).get(area, area))
    form = TeamForm(
        request.POST or None, seats=team.seats, candidates=reads.candidates(grid=area, on=day_of(now))
    )
    if request.method == "POST" and form.is_valid() and _filled(request, form, observation, now):
        messages.success(request, _("已保存 %(name)s的责任组。") % {"name": observation.person.name})
        return redirect("desk:person", observation.person_id)
    context = {"form": form, "team": team, "title": observation.person.name, "person": observation.person}
    return render(request, "staff/team.html", context, status=422 if form.errors else 200)


def _filled(request: StaffRequest, form: TeamForm, observation: cases.Observation, now: datetime) -> bool:
    try:
        commands.fill_team(
            grid=AreaCode(observation.area),
            subject=observation.pk,
            members=form.members,
            by=request.viewer,
            now=now,
        )
    except commands.NotOnThisSeat as error:
        form.add_error(f"user_{error.args[0]}", _("此人刚才已离开这个岗位，请另选。"))
        return False
    return True
