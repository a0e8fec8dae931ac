"""From when on, and until when, communities are expected to report: declared for one, or for all of a township or county."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from linli.areas.models import Area
from linli.areas.queries import open_under
from linli.areas.rules import AreaCode, Level
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.reports.models import Participation
from linli.reports.queries.taking_part import staffed_on, staffed_since, standing
from linli.reports.rules.participation import Period, checked, overlap
from linli.staff.queries.held import not_over
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at

_DAY = timedelta(days=1)


class NotYours(Exception):
    """The viewer does not say who takes part there."""


class ReasonMissing(Exception):
    """Why must be said."""


class TooEarly(Exception):
    """What is declared begins or ends today at the earliest; a slip is corrected to any day."""


class NobodyThere(Exception):
    """There is no community there that this would change."""


class SharesDays(Exception):
    """A community, which is the argument, would take part twice on some day."""


@transaction.atomic
def begin(*, area: AreaCode, from_on: date, reason: str, by: Viewer, now: datetime) -> int:
    """Let every open community at or beneath an area take part from a day on, but those that do so already; return how many.

    Those whose first post begins today or later take part from the declared day, not from that post's.
    Raises NotYours, ReasonMissing, TooEarly, NobodyThere.
    """
    _begin_act(area, reason, by)
    if from_on < day_of(now):
        raise TooEarly(from_on)
    from_, until = area.range
    declared = standing().filter(not_over(since=from_on), area__gte=from_, area__lt=until)
    staffed = staffed_on(on=day_of(now) - _DAY).filter(area_id__gte=from_, area_id__lt=until)
    communities = open_under(area=area, level=Level.COMMUNITY)
    codes = communities.exclude(code__in=declared.values("area")).exclude(code__in=staffed.values("area_id"))
    periods = {code: Period(from_on, None) for code in codes.values_list("code", flat=True)}
    return _declare("begun", area, list(periods.items()), reason, by, now)


@transaction.atomic
def stop(*, area: AreaCode, until_on: date, reason: str, by: Viewer, now: datetime) -> int:
    """Let every community at or beneath an area take part no more from a day on; return how many that changes.

    Raises NotYours, ReasonMissing, TooEarly, NobodyThere.
    """
    _begin_act(area, reason, by)
    if until_on < day_of(now):
        raise TooEarly(until_on)
    since = staffed_since(area=area, on=until_on)
    rows = _standing_in(area).filter(not_over(since=until_on))
    periods = [(row.area, Period(min(row.from_on, until_on), until_on)) for row in rows]
    periods += [(code, Period(first, until_on)) for code, first in since.items()]
    _strike(rows, reason, by, now)
    return _declare("stopped", area, periods, reason, by, now)


@transaction.atomic
def correct(
    *,
    area: AreaCode,
    period: Period,
    right: Period,
    reason: str,
    by: Viewer,
    now: datetime,
    decided_at: datetime | None = None,
) -> int:
    """Put right a period that was declared wrongly, of every community at or beneath an area that has it; return how many.

    decided_at: when it was declared, so that another decision on the same days stays; None for all of them.
    Raises NotYours, ReasonMissing, EndsBeforeItBegins, NobodyThere, SharesDays.
    """
    _begin_act(area, reason, by)
    checked(period=right)
    rows = _of_period(area, period, decided_at)
    codes = [row.area for row in rows]
    others = standing().filter(area__in=codes).exclude(pk__in=[row.pk for row in rows])
    for other in others:
        if overlap(one=right, other=Period(other.from_on, other.until_on)):
            raise SharesDays(other.area)
    _strike(rows, reason, by, now)
    return _declare("corrected", area, [(code, right) for code in codes], reason, by, now)


@transaction.atomic
def strike(
    *,
    area: AreaCode,
    period: Period,
    reason: str,
    by: Viewer,
    now: datetime,
    decided_at: datetime | None = None,
) -> int:
    """Take a period back that was declared by mistake, of every community at or beneath an area that has it; return how many.

    Where nothing else was declared, posts say again since when the community takes part. decided_at: as of `correct`.
    Raises NotYours, ReasonMissing, NobodyThere.
    """
    _begin_act(area, reason, by)
    rows = _of_period(area, period, decided_at)
    struck = _strike(rows, reason, by, now)
    if not struck:
        raise NobodyThere(area)
    _write("struck", area, struck, period, by, now)
    return struck


def _begin_act(area: AreaCode, reason: str, by: Viewer) -> None:
    if not may_at(viewer=by, action=Action.SET_PARTICIPATION, area=area):
        raise NotYours(area)
    if not reason.strip():
        raise ReasonMissing
    # One at a time in a county: two that declare the same at once would both find nothing there.
    list(Area.objects.select_for_update(no_key=True).filter(pk=area.county).values_list("pk"))


def _standing_in(area: AreaCode) -> QuerySet[Participation]:
    from_, until = area.range
    return standing().filter(area__gte=from_, area__lt=until)


def _of_period(area: AreaCode, period: Period, decided_at: datetime | None) -> Sequence[Participation]:
    rows = _standing_in(area).filter(from_on=period.from_on, until_on=period.until_on)
    return list(rows.filter(set_at=decided_at) if decided_at else rows)


def _strike(
    rows: Sequence[Participation] | QuerySet[Participation], reason: str, by: Viewer, now: datetime
) -> int:
    struck = Participation.objects.filter(pk__in=[row.pk for row in rows], struck_at=None)
    return struck.update(struck_at=now, struck_by=by.user_id, struck_reason=reason.strip())


def _declare(
    what: str,
    area: AreaCode,
    periods: Sequence[tuple[str, Period]],
    reason: str,
    by: Viewer,
    now: datetime,
) -> int:
    if not periods:
        raise NobodyThere(area)
    Participation.objects.bulk_create(
        Participation(
            county=area.county,
            area=code,
            from_on=period.from_on,
            until_on=period.until_on,
            reason=reason.strip(),
            set_at=now,
            set_by=by.user_id,
        )
        for code, period in periods
    )
    _write(what, area, len(periods), periods[0][1], by, now)
    return len(periods)


def _write(what: str, area: AreaCode, count: int, period: Period, by: Viewer, now: datetime) -> None:
    write_event(
        action=f"report.participation_{what}",
        area=area,
        by=by.user_id,
        now=now,
        changed={
            "communities": count,
            "from_on": period.from_on.isoformat(),
            "until_on": period.until_on.isoformat() if period.until_on else None,
        },
    )
