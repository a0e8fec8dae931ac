"""Two entries of one person, and the pair that they make."""

from datetime import date, timedelta

import pytest

from linli.observation.models import Observation
from linli.people.models import DuplicatePair
from tests.cast import MORNING, MakeObservation

REASON = "打电话核实过"
LATER = MORNING + timedelta(hours=1)
LATEST = MORNING + timedelta(hours=2)


@pytest.fixture
def twins(make_observation: MakeObservation) -> tuple[Observation, Observation]:
    """Register 王芳 in GRID until 9 February and 王方 of the same phone in OTHER_GRID until the 10th."""
    first = make_observation(name="王芳", phone="13812345678")
    second = make_observation(
        name="王方",
        phone="13812345678",
        grid_name="第二网格",
        arrived_on=date(2020, 1, 27),
        at=MORNING + timedelta(minutes=1),
    )
    return first, second


def the_pair() -> DuplicatePair:
    return DuplicatePair.objects.get()


def fresh(observation: Observation) -> Observation:
    return Observation.objects.select_related("person").get(pk=observation.pk)
