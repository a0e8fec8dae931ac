"""The daily report of one community: derived from the register as of an instant, or as it was sealed."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Final

from linli.areas.rules import AreaCode, Level
from linli.clock import start_of
from linli.observation.queries import counts
from linli.observation.rules import Category
from linli.referrals.queries import referral_counts, steps_behind
from linli.reports.models import Report
from linli.reports.queries import behind, columns, deadlines
from linli.reports.rules import BALANCE, FORM, NOT_RECORDED, Figures, Window, rows_digest, window
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer

# What can be asked for; far beyond them the arithmetic of days ends.
YEARS: Final = range(2000, 2100)
_GROUP_OF = {Category.EPIDEMIC_AREA: "epidemic_area", Category.ELSEWHERE: "elsewhere"}


class NotADay(ValueError):
    """The text is no day that reports can be asked for."""


class DayNotBegun(Exception):
    """The day has not begun; what happens now belongs to it but it cannot be reported yet."""


@dataclass(frozen=True)
class Draft:
    """A report as it would be sealed now."""

    area: AreaCode
    day: date
    window: Window
    due_at: datetime
    figures: Figures


def day_told(*, text: str) -> date:
    """Return the day that somebody told as 2020-01-27. Raises NotADay."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise NotADay(text) from error
    if day.year not in YEARS:
        raise NotADay(text)
    return day


def due_at(*, area: AreaCode, day: date) -> datetime:
    """Return the moment by which an area's report of a day is due."""
    return deadlines.clock(area=area, day=day).due_at


def sealed_report(*, area: str, day: date) -> Report | None:
    """Return the latest sealed version of an area's report of a day, or None."""
    return Report.objects.filter(area=area, form=FORM, day=day).order_by("-version").first()


def report_visible(*, viewer: Viewer | None, area: str, day: date) -> Report | None:
    """Return the sealed report that the viewer may see, or None."""
    visible = Report.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_REPORT), area=area, form=FORM, day=day
    )
    return visible.order_by("-version").first()


def is_sealed_after(*, area: str, at: datetime) -> bool:
    """Say whether an area has sealed a report that covers a moment or what came after it."""
    return Report.objects.filter(area=area, form=FORM, as_of__gt=at).exists()


def window_of(*, area: AreaCode, day: date, now: datetime) -> Window:
    """Return what the report of a day covers. Raises DayNotBegun."""
    before = day - timedelta(days=1)
    sealed = sealed_report(area=area, day=before)
    covered = window(
        cut_at=deadlines.clock(area=area, day=day).cut_at,
        day_before_cut_at=deadlines.clock(area=area, day=before).cut_at,
        day_before_as_of=sealed.as_of if sealed else None,
        now=now,
    )
    # From yesterday's hour on rows fall into this report; sealed that evening it would lose the day itself.
    if now < start_of(day) or covered.as_of < covered.from_:
        raise DayNotBegun(day)
    return covered


def window_shown(*, area: AreaCode, day: date, now: datetime) -> Window:
    """Return what the page of a day shows: the sealed window, or the draft's. Raises DayNotBegun."""
    sealed = sealed_report(area=area, day=day)
    return Window(sealed.from_at, sealed.as_of) if sealed else window_of(area=area, day=day, now=now)


def signer_of(*, report: Report) -> str:
    """Return the name of who sealed a report."""
    return names_of(ids={report.sealed_by}).get(report.sealed_by, "")


def draft_of_community(*, area: AreaCode, day: date, now: datetime) -> Draft:
    """Derive a community's report of a day from the register. Raises DayNotBegun.

    Figures that Linli keeps no rows for are None, never 0.
    """
    covered = window_of(area=area, day=day, now=now)
    return Draft(
        area=area,
        day=day,
        window=covered,
        due_at=due_at(area=area, day=day),
        figures=_figures(area, covered.from_, covered.as_of),
    )


def figures_and_digest(*, area: AreaCode, covered: Window) -> tuple[Figures, str]:
    """Return a community's figures of a window, and the digest of the rows that they count."""
    rows = rows_behind(area=area, from_=covered.from_, until=covered.as_of)
    return _figures(area, covered.from_, covered.as_of), rows_digest(rows)


def is_sealed_on_later_day(*, area: str, day: date) -> bool:
    """Say whether an area has sealed a report of a later day."""
    return Report.objects.filter(area=area, form=FORM, day__gt=day).exists()


def cut_after(*, area: AreaCode, day: date) -> datetime:
    """Return the hour of the next day's report: what happens later belongs to the day after it."""
    return deadlines.clock(area=area, day=day + timedelta(days=1)).cut_at


def _figures(area: AreaCode, from_: datetime, until: datetime) -> Figures:
    figures: dict[str, int | None] = dict.fromkeys(BALANCE, 0)
    for category, balance in counts.balances(community=area, from_=from_, until=until).items():
        for key, number in asdict(balance).items():
            figures[f"{_GROUP_OF[category]}_{key}"] = number
            figures[key] = (figures[key] or 0) + number
    figures.update(asdict(counts.observation_counts(community=area, from_=from_, until=until)))
    referred = referral_counts(community=area, from_=from_, until=until)
    figures.update(
        referrals=referred.raised,
        sent_to_clinic=referred.sent,
        suspected=referred.suspected,
        confirmed=referred.confirmed,
    )
    figures.update(dict.fromkeys(NOT_RECORDED))
    left_out = columns.left_out(area=area, at=until)
    return {key: value for key, value in figures.items() if key not in left_out}


def rows_behind(*, area: AreaCode, from_: datetime, until: datetime) -> Iterator[str]:
    """Yield one line for each row that a community's figures of a window count."""
    window_: behind.Window = {"community": area, "from_": from_, "until": until}
    for key in BALANCE:
        for pk in counts.observations_behind(key=key, **window_).values_list("pk", flat=True):
            yield f"{key} {pk}"
    for row in counts.checks_behind(**window_).values_list("id", "temperature_tenths", "symptoms"):
        yield f"check {row}"
    for pk in counts.alerts_behind(**window_).values_list("pk", flat=True):
        yield f"alert {pk}"
    for step in steps_behind(**window_).values_list("pk", "to", "result"):
        yield f"step {step}"


def is_community(area: AreaCode) -> bool:
    """Say whether an area derives its report from the register, and not from reports below it."""
    return area.level == Level.COMMUNITY


def hashes_below(*, area: AreaCode, day: date) -> list[str]:
    """Return the hashes of the communities' sealed reports that a higher level's sum is made of."""
    from_, until = area.range
    rows = Report.objects.filter(form=FORM, day=day, area__gte=from_, area__lt=until, area__length=12)
    return list(rows.values_list("hash", flat=True))
