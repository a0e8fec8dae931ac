"""Hours of reports: who is due when, set by the province, and by a county for what lies beneath it; lateness said beforehand."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.rules import AreaCode, Level
from linli.clock import SHANGHAI, day_of
from linli.reports.commands.hours import (
    AnnouncedAlready,
    NewSchedule,
    NotYours,
    ReasonMissing,
    SealedAlready,
    TooLate,
    announce_late,
    follow_province,
    set_county_hours,
    set_rest_day,
    set_schedule,
)
from linli.reports.deadline_forms import (
    CountyHoursForm,
    FollowProvinceForm,
    RestDayForm,
    ScheduleForm,
    say_later,
)
from linli.reports.labels import HOURS_BY, KINDS, LEVELS
from linli.reports.queries import deadlines
from linli.reports.queries.hours_withdrawn import HoursWithdrawn, hours_withdrawn
from linli.reports.rules.deadlines import (
    DOWNWARD,
    Clock,
    Hours,
    LaterThanAbove,
    NoTimeLeft,
    hour_of,
    minutes_of,
)
from linli.reports.views.place import area_and_day, words_sent
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import names_of
from linli.staff.rights import Action
from linli.staff.rules import ABOVE_COUNTY, may, scope


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show by when each level reports, and what was set before."""
    return _page(request, {}, 200)


def _page(request: StaffRequest, typed: Mapping[str, forms.Form], status: int) -> HttpResponse:
    """Draw the page; typed: by their names in it, the forms that were sent and are not right."""
    area = _area(request)
    if area is None:
        return render(request, "403.html", status=403)
    today = day_of(timezone.now())
    hours = deadlines.day_hours(area=area, days=(today,))[today]
    clocks = hours.clocks
    rows = deadlines.schedules(area=area)
    withdrawn, of_county = hours_withdrawn(area=area), _county_hours(area)
    people = {row.withdrawn_by for row in withdrawn} | {row.set_by for row, *_at in of_county}
    names = names_of(ids=people) if people else {}
    context = {
        "clocks": [(LEVELS[level], clocks[level]) for level in reversed(DOWNWARD)],
        "schedule": deadlines.schedule_on(area=area, day=today),
        "schedules": [(row, _by_level(deadlines.hours_of(schedule=row))) for row in rows],
        "levels": [LEVELS[level] for level in reversed(DOWNWARD)],
        "rest_days": deadlines.rest_days(area=area, from_=today),
        "today": today,
        "may_set": may(viewer=request.viewer, action=Action.SET_REPORT_HOURS),
        "form": ScheduleForm(initial=_as_set(request)),
        "rest_form": RestDayForm(),
        "hours_by": HOURS_BY[hours.set_by],
        "county_hours": bool(of_county),
        "county_rows": [
            (*one, names.get(one[0].set_by, ""), _is_replaced(one[0], of_county)) for one in of_county
        ],
        "withdrawn": [
            (row, KINDS[row.kind], _was(row), names.get(row.withdrawn_by, "")) for row in withdrawn
        ],
        "county_at": clocks[Level.COUNTY].due_at,
        "may_set_county": may(viewer=request.viewer, action=Action.SET_COUNTY_HOURS),
        "county_form": CountyHoursForm(initial=_cuts(clocks)),
        "follow_form": FollowProvinceForm(prefix="follow"),
        **typed,
    }
    return render(request, "reports/hours.html", context, status=status)


def _by_level(hours: Hours) -> list[time]:
    """Return the hour of each level, from the community up."""
    return [hour_of(level=level, hours=hours) for level in reversed(DOWNWARD)]


def _cuts(clocks: Mapping[Level, Clock]) -> dict[str, time]:
    """Return the hours of today's township and community, with which a county's form begins."""
    return {
        level.name.lower(): clocks[level].cut_at.astimezone(SHANGHAI).time()
        for level in (Level.TOWNSHIP, Level.COMMUNITY)
    }


def _county_hours(area: AreaCode) -> list[tuple[deadlines.CountyHours, time | None, time | None]]:
    """Return what the county of an area set, with the hours that it made on its first day; None where the province's stand."""
    if area.level in ABOVE_COUNTY:
        return []
    told = []
    for row in deadlines.county_hours(county=area):
        township, community = deadlines.hours_set(row=row)
        told.append((row, township, community))
    return told


def _is_replaced(
    row: deadlines.CountyHours, rows: Sequence[tuple[deadlines.CountyHours, time | None, time | None]]
) -> bool:
    """Say whether hours were set again for the same day, which hold then."""
    return any(other.valid_from == row.valid_from and other.set_at > row.set_at for other, *_at in rows)


def _was(row: HoursWithdrawn) -> str:
    """Return what was withdrawn, in words: a county's two hours, the province's own, or what day of rest it was."""
    told = row.told
    if row.kind == HoursWithdrawn.Kind.COUNTY:
        if told.get("township_minutes") is None:
            return _("按省级的时间")
        return _("乡镇（街道）比区县早 %(township)s 分钟，村（社区）比乡镇早 %(community)s 分钟") % {
            "township": told["township_minutes"],
            "community": told["community_minutes"],
        }
    if row.kind == HoursWithdrawn.Kind.REST_DAY:
        return str(told.get("words", ""))
    return _("省级 %(at)s") % {"at": str(told.get("top_at", ""))[:5]}


def _area(request: StaffRequest) -> AreaCode | None:
    areas = scope(viewer=request.viewer, action=Action.SEE_REPORT).areas
    return areas[0] if areas else None


def _as_set(request: StaffRequest) -> dict[str, object]:
    """Return what stands today, so that only what changes is typed."""
    area = _area(request)
    if area is None:
        return {}
    row = deadlines.schedule_on(area=area, day=day_of(timezone.now()))
    kept = ("top_at", "opens", "grace_minutes", "closes_hours", "remind_minutes")
    hours = deadlines.hours_of(schedule=row)
    return {name: getattr(row, name) for name in kept} | {
        level.name.lower(): hour_of(level=level, hours=hours) for level in DOWNWARD[1:]
    }


@staff_page
@require_POST
def set_hours(request: StaffRequest) -> HttpResponse:
    """Set the hours of the province from a day to come."""
    if not may(viewer=request.viewer, action=Action.SET_REPORT_HOURS):
        return render(request, "403.html", status=403)
    form = ScheduleForm(request.POST)
    if form.is_valid():
        try:
            set_schedule(new=_new(form), by=request.viewer, now=timezone.now())
        except TooLate:
            form.add_error("valid_from", _("最早从明天起；当天的时间不能再改。"))
        except NoTimeLeft:
            form.add_error("community", _("这个时间早于当天可以上报的时间。"))
        else:
            messages.success(request, _("已设定，从那一天起各级按新的时间上报。"))
            return redirect("reports:hours")
    return _page(request, {"form": form}, 422)


def _new(form: ScheduleForm) -> NewSchedule:
    said = form.cleaned_data
    return NewSchedule(
        valid_from=said["valid_from"],
        top_at=said["top_at"],
        minutes=said["minutes"],
        opens=said["opens"],
        grace_minutes=said["grace_minutes"],
        closes_hours=said["closes_hours"],
        remind_minutes=said["remind_minutes"],
        source=said["source"],
    )


@staff_page
@require_POST
def set_county(request: StaffRequest) -> HttpResponse:
    """Set the hours of a county's townships and communities from a day to come."""
    if not may(viewer=request.viewer, action=Action.SET_COUNTY_HOURS):
        return render(request, "403.html", status=403)
    form = CountyHoursForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            set_county_hours(
                valid_from=said["valid_from"],
                minutes=_minutes_beneath(request, form),
                source=said["source"],
                by=request.viewer,
                now=timezone.now(),
            )
        except LaterThanAbove as later:
            say_later(form=form, level=later.args[0])
        except TooLate:
            form.add_error("valid_from", _("最早从明天起；当天的时间不能再改。"))
        except NoTimeLeft:
            form.add_error("community", _("这个时间早于当天可以上报的时间。"))
        else:
            messages.success(request, _("已设定，从那一天起本县按新的时间上报。"))
            return redirect("reports:hours")
    return _page(request, {"county_form": form}, 422)


def _minutes_beneath(request: StaffRequest, form: CountyHoursForm) -> dict[Level, int]:
    """Return how long before the level above the typed hours lie, counted from the county's own. Raises LaterThanAbove."""
    said = form.cleaned_data
    county = scope(viewer=request.viewer, action=Action.SET_COUNTY_HOURS).areas[0]
    at = {
        Level.COUNTY: deadlines.own_hour(area=county, day=said["valid_from"]),
        Level.TOWNSHIP: said["township"],
        Level.COMMUNITY: said["community"],
    }
    return minutes_of(at=at)


@staff_page
@require_POST
def follow(request: StaffRequest) -> HttpResponse:
    """Let the province's hours stand in a county again from a day to come."""
    if not may(viewer=request.viewer, action=Action.SET_COUNTY_HOURS):
        return render(request, "403.html", status=403)
    form = FollowProvinceForm(request.POST, prefix="follow")
    if form.is_valid():
        try:
            follow_province(**form.cleaned_data, by=request.viewer, now=timezone.now())
        except TooLate:
            form.add_error("valid_from", _("最早从明天起；当天的时间不能再改。"))
        else:
            messages.success(request, _("已设定，从那一天起按省级的时间上报。"))
            return redirect("reports:hours")
    return _page(request, {"follow_form": form}, 422)


@staff_page
@require_POST
def add_rest_day(request: StaffRequest) -> HttpResponse:
    """Name a day to come on which nobody is due."""
    if not may(viewer=request.viewer, action=Action.SET_REPORT_HOURS):
        return render(request, "403.html", status=403)
    form = RestDayForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            set_rest_day(day=said["day"], words=said["words"], by=request.viewer, now=timezone.now())
        except TooLate:
            form.add_error("day", _("最早从明天起；当天的时间不能再改。"))
        else:
            messages.success(request, _("已设定，这一天的日报顺延到下一个工作日。"))
            return redirect("reports:hours")
    return _page(request, {"rest_form": form}, 422)


@staff_page
@require_POST
def announce(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Say before the hour why the report will be late."""
    code, on = area_and_day(request, area, day)
    reason = words_sent(request, "reason")
    now: datetime = timezone.now()
    try:
        announce_late(area=code, day=on, reason=reason, by=request.viewer, now=now)
    except NotYours:
        return render(request, "403.html", status=403)
    except ReasonMissing:
        messages.error(request, _("请写明为什么会迟报。"))
    except SealedAlready:
        messages.info(request, _("这一天的日报已经上报，不用再说明。"))
    except TooLate:
        messages.error(request, _("截止时间已过，不能再事先说明；请尽快上报。"))
    except AnnouncedAlready:
        messages.info(request, _("已经说明过，原来的说明保留。"))
    else:
        messages.success(request, _("已记下，上级看到的是“事先说明”。"))
    return redirect("reports:day", area, day)
