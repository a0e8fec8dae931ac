"""What speaks against sealing a report now, so that who seals it is asked once more; nothing where it is as it should be."""

from dataclasses import dataclass
from datetime import date, datetime

from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.reports.models import Report
from linli.reports.queries.rollup import roll_up
from linli.reports.queries.running import Running, sessions_running
from linli.reports.queries.taking_part import is_owed
from linli.reports.queries.to_receive import shown_of
from linli.reports.rules.forms import FORM
from linli.reports.rules.receipt import Receipt, waits_for_receipt


@dataclass(frozen=True)
class Doubts:
    """What is to be asked. Above the community: of how many communities, in the report, before their hour, missing.

    is_owed: whether anybody was to report that day. is_today: whether it is today's. early: checks of the day that can still
    be made and counted. returned: names of those below whose report was sent back and not answered. waiting: reports below
    that wait to be received.
    """

    is_owed: bool
    is_today: bool
    early: Running | None = None
    expected: int = 0
    sealed: int = 0
    not_yet_due: int = 0
    returned: tuple[str, ...] = ()
    waiting: int = 0

    @property
    def is_empty_sum(self) -> bool:
        """Whether a sum is made of no report at all."""
        return self.expected > 0 and not self.sealed

    @property
    def any(self) -> bool:
        """Whether anything is to be asked."""
        below = self.is_empty_sum or self.not_yet_due or self.returned or self.waiting
        return bool(not self.is_owed or not self.is_today or self.early or below)


def doubts_of(*, area: AreaCode, day: date, now: datetime) -> Doubts:
    """Return what is to be asked before an area's report of a day is sealed; a fixed number of statements."""
    owed, is_today = is_owed(area=area, on=day), day == day_of(now)
    if area.level is Level.COMMUNITY:
        return Doubts(owed, is_today, early=sessions_running(area=area, day=day, now=now))
    told = roll_up(area=area, day=day, now=now).received
    below = [
        one
        for one in shown_of(rows=Report.objects.filter(above=area, form=FORM, day=day, withdrawn_at=None))
        if one.is_newest
    ]
    return Doubts(
        owed,
        is_today,
        expected=told.expected,
        sealed=told.sealed,
        not_yet_due=told.not_yet_due,
        returned=tuple(one.name for one in below if one.receipt is Receipt.RETURNED),
        waiting=sum(waits_for_receipt(stands=one.receipt) for one in below),
    )
