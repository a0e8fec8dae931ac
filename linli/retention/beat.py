"""What retention does by itself: it tells who is due. Identity is removed on purpose alone (docs/decisions/100)."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.beat.jobs import Job
from linli.beat.rounds import go_on
from linli.clock import day_of
from linli.retention.commands.run import announce_in
from linli.retention.queries.files import communities_behind

# So many communities a run: some statements each, and the jobs behind this one wait for a second at most.
COMMUNITIES_A_RUN: Final = 20
ANNOUNCE_NAME: Final = "announce-removals"


def _announce(now: datetime) -> object:
    return go_on(
        job=ANNOUNCE_NAME,
        on=day_of(now),
        behind=lambda code, limit: communities_behind(code=code, limit=limit),
        visit=lambda community: announce_in(community=community, now=now),
        most=COMMUNITIES_A_RUN,
        now=now,
    )


ANNOUNCE: Final = Job(
    name=ANNOUNCE_NAME, words=_("预告一周内到期的身份销毁"), every=timedelta(minutes=1), run=_announce
)
JOBS: Final = (ANNOUNCE,)
