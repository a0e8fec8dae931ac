"""Whatever happens to one person: observed once, no slot lost, no fever forgotten, the balance held."""

from collections.abc import Callable
from typing import Final

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.people.models import Person
from linli.staff.rights import Role
from tests.cast import MakeViewer
from tests.life import COMMUNITIES, HALF_DAYS, Life
from tests.properties import examples

ACTS: Final = st.tuples(
    st.sampled_from(
        [
            "arrive",
            "visit",
            "call",
            "report",
            "nobody",
            "late",
            "review",
            "step",
            "explain",
            "release",
            "move",
            "end",
            "extend",
            "refuse",
            "protocol",
            "seek",
        ]
    ),
    st.integers(0, 9),
)
# Each half day holds at most three acts; most hold none.
LIFE: Final = st.lists(st.lists(ACTS, max_size=3), min_size=1, max_size=HALF_DAYS)


class RollBack(Exception):
    """Ends an example, so that the next begins with nothing."""


@pytest.fixture
def life(every_edition: None, make_viewer: MakeViewer) -> Callable[[], Life]:
    """Make the staff once; each example is a life of its own."""
    secretaries = {str(code): make_viewer(role=Role.SECRETARY, area=code) for code in COMMUNITIES}
    doctors = {str(code): make_viewer(role=Role.DOCTOR, area=code) for code in COMMUNITIES}
    return lambda: Life(secretaries, doctors)


@settings(max_examples=examples(12))
@given(half_days=LIFE)
def test_one_persons_life(life: Callable[[], Life], half_days: list[list[tuple[str, int]]]) -> None:
    with pytest.raises(RollBack), transaction.atomic():
        _lived(life(), half_days)


def _lived(lived: Life, half_days: list[list[tuple[str, int]]]) -> None:
    lived.live(half_days)
    assert Person.objects.count() == 1
    raise RollBack
