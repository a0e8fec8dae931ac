"""What emergencies do by themselves."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.beat.jobs import Job
from linli.emergencies.commands import climb

# So much later than its moment a level is told at most. Source: docs/rules/reports.md#emergency.
CLIMB_EVERY: Final = timedelta(seconds=15)


def _climb(now: datetime) -> object:
    return climb(now=now)


CLIMB: Final = Job(
    name="climb-emergencies",
    words=_("没有确认的紧急报告逐级再报"),
    every=CLIMB_EVERY,
    run=_climb,
)
JOBS: Final = (CLIMB,)
