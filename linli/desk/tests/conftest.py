"""Somebody who is watched, for the pages of teams."""

import pytest
from django.utils import timezone

from linli.desk.tests.clinics import clinic, nurse, on_the_way
from linli.observation.models import Observation
from linli.observation.tests.acts import yesterday
from tests.cast import MakeObservation

__all__ = ["clinic", "nurse", "on_the_way"]  # fixtures


@pytest.fixture
def watched(make_observation: MakeObservation) -> Observation:
    """Put somebody under observation in GRID since yesterday."""
    return make_observation(at=timezone.now(), arrived_on=yesterday())
