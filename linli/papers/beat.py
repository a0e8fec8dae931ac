"""What papers do by themselves."""

from datetime import datetime, timedelta
from typing import Final

from linli.beat.jobs import Job
from linli.papers.commands import revoke_left_behind


def _revoke(now: datetime) -> object:
    return revoke_left_behind(now=now)


# A last day moved at a door is on the paper's check page before anybody has gone home to fetch the paper.
JOBS: Final = (Job(name="revoke-papers", every=timedelta(minutes=5), run=_revoke),)
