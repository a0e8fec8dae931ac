"""What whoever runs a community does on the first day, in which order, each step with how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.desk.labels import COUNTED, STEPS_SAID
from linli.desk.queries.first_day import communities_run, counted
from linli.desk.rules.first_day import STEPS, Counted, Step, is_done, next_of
from linli.staff.http import StaffRequest, staff_page

# Where each step is done.
ROOMS: Final[Mapping[Step, str]] = {
    Step.GRIDS: "desk:grids",
    Step.COLLEAGUES: "staff:colleagues",
    Step.CLINIC: "desk:clinics",
    Step.DOORS: "screening:base",
    Step.ROSTER: "rosters:imports",
    Step.CHECKS: "desk:entry",
    Step.REPORT: "reports:today",
}


@dataclass(frozen=True)
class StepTold:
    """A step as the page shows it. counts: (words, how many) of all that it brings; is_next: the first that is not done."""

    title: str | Promise
    why: str | Promise
    action: str | Promise
    url: str
    counts: list[tuple[str | Promise, int]]
    is_done: bool
    is_next: bool
    is_roster: bool
    is_report: bool


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show the steps of a community that the viewer runs; `community` chooses among several."""
    communities = communities_run(viewer=request.viewer)
    if not communities:
        raise PermissionDenied
    asked = request.GET.get("community", "")
    community = next((code for code in communities if code == asked), communities[0])
    counts = counted(community=community, on=day_of(timezone.now()))
    names = names_of(codes=communities)
    context = {
        "place": names.get(community, ""),
        "communities": [(code, names.get(code, ""), code == community) for code in communities],
        "steps": _told(counts),
    }
    return render(request, "desk/first_day.html", context)


def _told(counts: Mapping[Counted, int]) -> list[StepTold]:
    following = next_of(counts=counts)
    return [
        StepTold(
            *STEPS_SAID[step],
            url=reverse(ROOMS[step]),
            counts=[(COUNTED[what], counts[what]) for what in STEPS[step]],
            is_done=is_done(step=step, counts=counts),
            is_next=step is following,
            is_roster=step is Step.ROSTER,
            is_report=step is Step.REPORT,
        )
        for step in STEPS
    ]
