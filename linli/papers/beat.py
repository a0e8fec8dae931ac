"""What papers do by themselves."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.beat.jobs import Job
from linli.papers.commands import revoke_left_behind
from linli.papers.tasks import resume_runs


def _revoke(now: datetime) -> object:
    return revoke_left_behind(now=now)


def _resume(now: datetime) -> object:
    return resume_runs(now=now)


# A last day moved at a door is on the paper's check page before anybody has gone home to fetch the paper.
REVOKE: Final = Job(
    name="revoke-papers", words=_("作废日期已改的文书"), every=timedelta(minutes=5), run=_revoke
)
JOBS: Final = (
    REVOKE,
    Job(name="resume-paper-runs", words=_("接着出具中断的文书"), every=timedelta(minutes=5), run=_resume),
)
