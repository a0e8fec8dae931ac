"""Observations that ended, and the nights after which identity goes."""

from datetime import datetime, timedelta

from linli.areas.rules import AreaCode
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.people.models import Person
from linli.retention.commands import Outcome, run_retention
from tests.cast import COMMUNITY, MORNING

ENDED = MORNING + timedelta(days=15)
DAY = timedelta(days=1)
ANNOUNCED = ENDED + 23 * DAY  # a week before the thirtieth day
GONE = ENDED + 30 * DAY


def over(observation: Observation, at: datetime = ENDED) -> Observation:
    """Let an observation be released."""
    Observation.objects.filter(pk=observation.pk).update(state=State.RELEASED, closed_at=at)
    return observation


def night(at: datetime, area: AreaCode | None = None) -> Outcome:
    """Run once; return what became of COMMUNITY."""
    found = {one.community: one for one in run_retention(area=area, now=at)}
    return found.get(COMMUNITY, Outcome(COMMUNITY, 0, 0))


def name_of(observation: Observation) -> str:
    return Person.objects.get(pk=observation.person_id).name
