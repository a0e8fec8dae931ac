"""What findings do by themselves: every night they look through the last days, area by area."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.areas.rules import AreaCode
from linli.beat.jobs import Job
from linli.beat.rounds import go_on, rounds_of
from linli.clock import SHANGHAI, day_of
from linli.findings.commands import find
from linli.findings.rules.nights import days_back, may_look
from linli.staff.queries.held import areas_staffed

NAME: Final = "look-for-findings"
# So many areas a run, each read first and written in a transaction of its own: some seconds, with the other jobs between.
AREAS_A_RUN: Final = 40


def look(now: datetime) -> object:
    """Go on with tonight's round: the next areas in which anybody ever held a post, yesterday and the days before it."""
    today = day_of(now)
    if not may_look(at=now.astimezone(SHANGHAI).time()):
        return False
    ended = rounds_of(job=NAME, today=today - timedelta(days=1)).ended
    back = days_back(since_last=(today - ended.on).days if ended else None)
    days = [today - timedelta(days=n) for n in range(1, back + 1)]

    def visit(area: str) -> None:
        for day in days:
            find(areas=[AreaCode(area)], day=day, now=now)

    return go_on(
        job=NAME,
        on=today,
        behind=lambda code, limit: areas_staffed(behind=code, limit=limit),
        visit=visit,
        most=AREAS_A_RUN,
        now=now,
    )


LOOK: Final = Job(name=NAME, words=_("核对昨天和前几天的日报"), every=timedelta(seconds=20), run=look)
JOBS: Final = (LOOK,)
