"""Who is observed, who is released, and texts to make papers from."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from linli.observation.commands.endings import close_observation
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.staff.rules import Viewer
from tests.cast import MORNING, MakeObservation

RELEASED_AT = MORNING + timedelta(days=14)


@pytest.fixture
def observation(make_observation: MakeObservation) -> Observation:
    """Put 王芳 under observation in COMMUNITY, from 27 January to 9 February."""
    return make_observation()


@pytest.fixture
def make_released(make_observation: MakeObservation, doctor: Viewer) -> Callable[..., Observation]:
    """Put somebody under observation and let the doctor release them on 10 February."""

    def make(**card: str) -> Observation:
        row = make_observation(**card)
        close_observation(observation=row, state=State.RELEASED, reason="", by=doctor, now=RELEASED_AT)
        return row

    return make


@pytest.fixture
def released(make_released: Callable[..., Observation]) -> Observation:
    """Let the doctor release 王芳."""
    return make_released()
