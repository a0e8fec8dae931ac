"""Reports that wait: to be sealed, to be answered, and those below that are missing or were sent back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.clock import SHANGHAI, day_of
from linli.reports.queries.missing import MissingBelow, missing_below
from linli.reports.queries.returned import returned_by, waiting_of
from linli.reports.queries.to_receive import to_receive
from linli.reports.queries.unsealed import unsealed_by
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.staff.waits import Standing, WaitKind, WaitLines, Waits, WaitSum, WaitTold


def _to_seal(viewer: Viewer, now: datetime) -> Sequence[WaitTold]:
    return [
        WaitTold(
            url=reverse("reports:day", args=[one.area, one.day.isoformat()]),
            since=one.clock.opens_at,
            until=one.clock.due_at,
            title=one.day.isoformat(),
            place=one.area,
            standing=Standing.NOW if one.is_late else Standing.TODAY,
        )
        for one in unsealed_by(viewer=viewer, now=now)
    ]


def _missing(viewer: Viewer, now: datetime) -> Sequence[WaitTold]:
    return [
        WaitTold(
            url=reverse("reports:day", args=[one.area, one.day.isoformat()]),
            since=one.since,
            title=_rung_told(one),
            place=one.area,
            count=one.count,
            # Who rang every one of them waits for them.
            standing=Standing.TODAY if one.rung == one.count else Standing.NOW,
        )
        for one in missing_below(viewer=viewer, now=now)
    ]


def _rung_told(one: MissingBelow) -> str:
    """Return the day, and of how many it is noted that they were rung, and when last."""
    if one.rung_at is None:
        return one.day.isoformat()
    said = gettext("%(day)s，已联系 %(rung)s / %(count)s，最近 %(at)s")
    at = f"{one.rung_at.astimezone(SHANGHAI):%m-%d %H:%M}"
    return said % {"day": one.day.isoformat(), "rung": one.rung, "count": one.count, "at": at}


WAITS: Final[tuple[Waits, ...]] = (
    WaitLines(
        "REPORT",
        _("上报日报"),
        frozenset({Action.SEAL_REPORT}),
        lines=_to_seal,
        acts=frozenset({"reports:seal"}),
    ),
    WaitKind(
        "REPORT_RETURNED",
        _("答复或更正退回的日报"),
        frozenset({Action.SEAL_REPORT}),
        rows=lambda viewer: waiting_of(viewer=viewer),
        since="returned_at",
        title="day",
        page="reports:today",
        own_page="reports:day",
        args=("area", "day"),
        door="reports:today",
        acts=frozenset({"reports:answer", "reports:correct"}),
    ),
    WaitSum(
        "REPORT_TO_RECEIVE",
        _("签收下级日报"),
        frozenset({Action.RECEIVE_REPORT}),
        rows=lambda viewer: to_receive(viewer=viewer, today=day_of(timezone.now())),
        since="sealed_at",
        page="reports:to_receive",
        door="reports:to_receive",
        acts=frozenset({"reports:receive", "reports:receiving"}),
    ),
    WaitLines(
        "REPORT_MISSING", _("催报：社区还没有日报"), frozenset({Action.RECEIVE_REPORT}), lines=_missing
    ),
    WaitKind(
        "REPORT_SENT_BACK",
        _("等下级答复退回的日报"),
        frozenset({Action.RECEIVE_REPORT}),
        rows=lambda viewer: returned_by(viewer=viewer),
        since="returned_at",
        title="day",
        page="reports:today",
        own_page="reports:day",
        args=("area", "day"),
        standing=Standing.OTHERS,
    ),
)
