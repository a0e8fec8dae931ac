"""The day of a community: what is due, overdue, done, door by door."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Final
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level
from linli.budgets.queries import is_told, read_many
from linli.clock import day_of
from linli.desk.labels import SHOWN
from linli.desk.queries.around import Rows, around, counts
from linli.desk.queries.untold import untold_counted, untold_number
from linli.desk.queries.waiting import Line, waiting_beside
from linli.desk.rules.at_doors import works_at_doors
from linli.moves.queries import moves_sent_back
from linli.observation.duties import CHECK
from linli.people.queries.guardians import refused_guardians
from linli.phone.queries.phones import HeldTold, alarms_held, told_of
from linli.reports.queries.reminders import due_today
from linli.reports.queries.returned import waiting_of, waiting_told
from linli.retention.queries.announced import going_soon
from linli.screening.queries import doors_counted, screened, unregistered
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries.substitutions import handovers_for, standing_in
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may
from linli.staff.waits import Standing
from linli.worklist.queries.check_lines import alerts_waiting
from linli.worklist.queries.doors import Narrowing, areas_listed, walk
from linli.worklist.queries.lines import doors_told
from linli.worklist.queries.reach import seen_by
from linli.worklist.queries.tallies import Tally, tallies

# What is one tap away, by the right that it takes.
DOORS_BESIDE: Final = {
    "may_ring": Action.RING_HOUSEHOLD,
    "may_check": Action.RECORD_CHECK,
    "may_assign": Action.ASSIGN_GRID,
    "may_register": Action.REGISTER_PERSON,
    "may_hand_over": Action.HAND_OVER_SHIFT,
    "may_import": Action.IMPORT_ROSTER,
}
# About forty people where two live behind a door: what a page costs grows with them.
DOORS_A_PAGE = 20
ALARMS_SHOWN: Final = 20
# Of what else waits so much stands above the doors; all of it on a page of its own.
WAITS_SHOWN: Final = 3


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show the day's doors in walking order; `grid` narrows to one area, `show` to doors of one kind (labels.SHOWN)."""
    if not may(viewer=request.viewer, action=Action.SEE_PERSON):
        return render(request, "403.html", status=403)
    now = timezone.now()
    today = day_of(now)
    reach = seen_by(viewer=request.viewer)
    grid = request.GET.get("grid", "")
    shown = said if (said := request.GET.get("show", "")) in SHOWN else "all"
    narrowed = bool(grid) or shown != "all"
    areas = areas_listed(reach=reach, day=today) if narrowed else set()
    grid = grid if grid in areas else ""
    asked = Narrowing(day=today, now=now, grid=grid, shown=shown)
    walked = walk(reach=reach, asked=asked)
    page = Paginator(walked.stops, DOORS_A_PAGE).get_page(request.GET.get("page"))
    due = tallies(reach=reach, day=today, now=now, grid=grid)
    may_screen = may(viewer=request.viewer, action=Action.SCREEN_DOORS)
    waits, counted = _waits_and_counts(request.viewer, grid, now)
    context = {
        "today": today,
        "counts": due.pop(CHECK, Tally()),
        "others": sum(due.values(), Tally()),
        "alerts": counted["alerts"],
        "held_alarms": _held_alarms(request.viewer, counted, today),
        "soon_removed": counted["soon removed"],
        "waits": waits[:WAITS_SHOWN],
        "waits_more": len(waits) - WAITS_SHOWN,
        "now": now,
        "returned": waiting_told(viewer=request.viewer) if counted.get("returned") else [],
        "moves_sent_back": counted["sent back"],
        "read_many": counted.get("read many", 0),
        "handovers_waiting": counted["handovers"],
        "shifts_waiting": counted.get("shifts:index", 0),
        "screening": screened(viewer=request.viewer, counted=counted, now=now) if may_screen else None,
        "untold": untold_number(counted=counted),
        "refused_guardians": counted["refused guardians"],
        "unregistered": counted.get("unregistered", 0),
        "page": page,
        "doors": doors_told(
            viewer=request.viewer, reach=reach, walk=walked, stops=list(page.object_list), asked=asked
        ),
        "grid": grid,
        "shown": shown,
        "choices": SHOWN,
        "area_names": _area_names(areas if narrowed else walked.areas),
        "standing_in": standing_in(viewer=request.viewer, on=today),
        "here": quote(request.get_full_path()),
        **{name: may(viewer=request.viewer, action=action) for name, action in DOORS_BESIDE.items()},
    }
    return render(request, "desk/day.html", context)


def _counted(viewer: Viewer, grid: str, now: datetime) -> dict[str, Rows]:
    """Return all that is counted for the page beside its doors, with what stands around every page."""
    today = day_of(now)
    rows: dict[str, Rows] = {
        "alerts": partial(alerts_waiting, viewer=viewer, grid=grid),
        "soon removed": partial(going_soon, viewer=viewer, today=today),
        "refused guardians": partial(refused_guardians, viewer=viewer),
        "handovers": partial(handovers_for, viewer=viewer),
        "sent back": partial(moves_sent_back, viewer=viewer, today=today),
    }
    if may(viewer=viewer, action=Action.KEEP_PHONES):
        rows["held alarms"] = partial(alarms_held, viewer=viewer, on=today)
    if is_told(viewer=viewer):
        rows["read many"] = partial(read_many, viewer=viewer, today=today)
    if may(viewer=viewer, action=Action.SCREEN_DOORS):
        rows |= doors_counted(viewer=viewer, day=today)
        rows["unregistered"] = partial(unregistered, viewer=viewer)
    if may(viewer=viewer, action=Action.ANSWER_REQUESTS):
        rows |= untold_counted(viewer=viewer)
    if may(viewer=viewer, action=Action.SEAL_REPORT):
        rows["returned"] = partial(waiting_of, viewer=viewer)
    return rows | around(viewer=viewer, due=due_today(viewer=viewer, now=now))


def _waits_and_counts(viewer: Viewer, grid: str, now: datetime) -> tuple[list[Line], dict[str, int]]:
    """Return what a worker must do beside the doors, and the counts of the page; one statement.

    Nobody else comes here first, so nobody else finds it here.
    """
    rows = _counted(viewer, grid, now)
    if not works_at_doors(viewer=viewer):
        return [], counts(rows=rows)
    lines, counted = waiting_beside(viewer=viewer, now=now, counted=rows)
    shown = [line for line in lines if line.is_alarm or line.standing is not Standing.OTHERS]
    return sorted(shown, key=lambda line: not line.is_alarm), counted


def _held_alarms(viewer: Viewer, counted: Mapping[str, int], today: date) -> list[HeldTold]:
    """Return held records that tell a fever or an emergency, the oldest first; nothing is asked where none was counted."""
    if not counted.get("held alarms"):
        return []
    rows = alarms_held(viewer=viewer, on=today).order_by("received_at", "pk")
    return told_of(viewer=viewer, rows=rows[:ALARMS_SHOWN])


def _area_names(codes: set[str]) -> dict[str, str]:
    """Return grids by their names, in order of code; a community stands for its households without a grid."""
    names = names_of(codes=codes)
    return {
        code: names[code]
        if AreaCode(code).level is Level.GRID
        else _("%(place)s（未分网格）") % {"place": names[code]}
        for code in sorted(codes)
    }
