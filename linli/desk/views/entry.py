"""List entry: one row a person, temperatures typed downwards, saved together; afterwards the page stands where it stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli import kept
from linli.areas.queries import names_of
from linli.clock import SHANGHAI, day_of
from linli.desk.check_forms import EntryForm, ListForm
from linli.desk.commands import ChecksRefused, record_together
from linli.desk.entry_rows import EntryDoor, EntryRow, posted_ids, rows_of
from linli.desk.labels import SHOWN
from linli.desk.views.saved_checks import say_refusals, say_saved
from linli.observation import commands
from linli.observation.again_form import show_each_again
from linli.observation.duties import CHECK
from linli.observation.queries import cases
from linli.observation.rules import Channel, CheckOutcome
from linli.observation.views.checks import SEEN_BY, may_have_seen
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may, scope
from linli.worklist.queries.check_lines import CheckLine, check_lines
from linli.worklist.queries.doors import Narrowing, areas_listed, walk
from linli.worklist.queries.lines import doors_told
from linli.worklist.queries.reach import Reach

DOORS_A_PAGE = 60
# What a button says that leaves out whoever was recorded a moment ago.
NOT_AGAIN: Final = "NOT_AGAIN"


@dataclass(frozen=True)
class _List:
    """The list as it stands on the page: `grid` and `shown` narrow it, as on the day."""

    areas: dict[str, str]
    grid: str
    shown: str
    page: Page[Any] | None
    lines: Sequence[CheckLine]


@staff_page
def enter(request: StaffRequest) -> HttpResponse:
    """Record many checks, all or none; `grid` and `show` narrow the list as on the day, at first to what is to be done now."""
    if not may(viewer=request.viewer, action=Action.RECORD_CHECK):
        return render(request, "403.html", status=403)
    now = timezone.now()
    reach: Reach = {CHECK: scope(viewer=request.viewer, action=Action.RECORD_CHECK)}
    ids = posted_ids(posted=request.POST)
    asked = ListForm(request.POST or None, initial={"claimed_at": now.astimezone(SHANGHAI)})
    if request.method == "POST":
        seen = cases.observations_visible(viewer=request.viewer, action=Action.RECORD_CHECK)
        found = {row.pk: row for row in seen.filter(pk__in=ids)}
        listed = _listed(request, reach, now, only=list(found))
        rows = rows_of(lines=listed.lines, posted=request.POST, order=ids)
        if _sound(asked, rows) and _saved(request, asked, rows, found, len(ids)):
            return redirect(request.get_full_path())
    else:
        listed = _listed(request, reach, now, only=None)
        rows = rows_of(lines=listed.lines, posted=None, order=[])
    wrong = [row for row in rows if row.form.errors]
    context = {
        "list": asked,
        "doors": _doors(rows),
        "wrong": wrong,
        "asks_again": any("again" in row.form.errors for row in rows),
        "not_again": NOT_AGAIN,
        "area_names": listed.areas,
        "grid": listed.grid,
        "shown": listed.shown,
        "choices": SHOWN,
        "page": listed.page,
        "today": day_of(now),
    }
    status = 422 if asked.errors or wrong else 200
    return render(request, "desk/entry.html", context, status=status)


def _listed(request: StaffRequest, reach: Reach, now: datetime, *, only: Sequence[UUID] | None) -> _List:
    """Return the list; only: those of a form that was sent, wherever they would stand by now."""
    today = day_of(now)
    names = names_of(codes=areas_listed(reach=reach, day=today))
    grid = request.GET.get("grid", "")
    grid = grid if grid in names else ""
    shown = request.GET.get("show", "action")
    shown = shown if shown in SHOWN else "action"
    areas = {str(code): name for code, name in sorted(names.items())}
    if only is not None:
        rows = kept.query(_of_form, viewer=request.viewer)
        lines = check_lines(viewer=request.viewer, observations=rows, ids=only, day=today, now=now)
        return _List(areas, grid, shown, None, lines)
    asked = Narrowing(day=today, now=now, grid=grid, shown=shown)
    walked = walk(reach=reach, asked=asked)
    page = Paginator(walked.stops, DOORS_A_PAGE).get_page(request.GET.get("page"))
    doors = doors_told(
        viewer=request.viewer, reach=reach, walk=walked, stops=list(page.object_list), asked=asked
    )
    lines = [line.check for door in doors for line in door.lines if line.check]
    return _List(areas, grid, shown, page, lines)


def _of_form(*, viewer: Viewer, at: datetime, ids: Sequence[UUID] = ()) -> QuerySet[cases.Observation]:
    """Return the observations that a form names, those that the viewer may record. A kept query."""
    return cases.observations_visible(viewer=viewer, action=Action.RECORD_CHECK).filter(pk__in=ids)


def _doors(rows: Sequence[EntryRow]) -> list[EntryDoor]:
    """Return rows by their doors, in order."""
    return [
        EntryDoor(household=home, rows=tuple(those))
        for home, those in groupby(rows, key=lambda row: row.observation.person.household)
    ]


def _sound(asked: ListForm, rows: Sequence[EntryRow]) -> bool:
    """Say whether everything that was typed can be read; each says what is wrong with itself."""
    return all([asked.is_valid(), *(row.form.is_valid() for row in rows)])


def _saved(
    request: StaffRequest,
    asked: ListForm,
    rows: Sequence[EntryRow],
    found: dict[UUID, cases.Observation],
    sent: int,
) -> bool:
    """Save what was told of each; say refusals at the row."""
    told = [row for row in rows if row.form.cleaned_data["outcome"]]
    if not told:
        asked.add_error(None, _("还没有填写任何人。"))
        return False
    now = timezone.now()
    areas = {row.observation.area for row in told}
    asked_at = asked.cleaned_data["claimed_at"]
    if not asked.cleaned_data["seen_by"].strip() and not may_have_seen(
        viewer=request.viewer, areas=areas, at=asked_at, now=now
    ):
        asked.add_error("seen_by", _("那一天您在这里没有任职，请写明是谁查的。"))
        return False
    new = [_new_check(row, asked, found) for row in told]
    again = commands.told_twice(new=new, by=request.viewer, now=now)
    if request.POST.get("save") == NOT_AGAIN:
        told = [row for row, one in zip(told, new, strict=True) if one.id not in again]
        new = [one for one in new if one.id not in again]
    elif not show_each_again(told=[row.form for row in told], again=again):
        return False
    try:
        answers = record_together(new=new, by=request.viewer, now=now)
    except ChecksRefused as refused:
        if all(isinstance(why, commands.CheckInFuture) for why in refused.refused.values()):
            asked.add_error("claimed_at", _("测量时间在将来，请改正。"))
        else:
            forms: list[EntryForm] = [row.form for row in told]
            say_refusals(told=forms, refused=refused.refused)
        return False
    say_saved(request=request, rows=[row.observation for row in told], answers=answers)
    if gone := sent - len(rows):
        words = ngettext(
            "%(n)s 人的观察刚刚结束或转走，没有登记。", "%(n)s 人的观察刚刚结束或转走，没有登记。", gone
        )
        messages.warning(request, words % {"n": gone})
    return True


def _new_check(row: EntryRow, asked: ListForm, found: dict[UUID, cases.Observation]) -> commands.NewCheck:
    """Return what was typed of one person, asked as the whole list was."""
    said, seen_by = row.form.cleaned_data, asked.cleaned_data["seen_by"].strip()
    return commands.NewCheck(
        id=said["id"],
        observation=found[row.observation.pk],
        outcome=CheckOutcome(said["outcome"]),
        channel=Channel(asked.cleaned_data["channel"]),
        claimed_at=asked.cleaned_data["claimed_at"],
        temperature_tenths=said["temperature"],
        symptoms=tuple(said["symptoms"]),
        note=f"{SEEN_BY}{seen_by}" if seen_by else "",
    )
