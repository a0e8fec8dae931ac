"""The same result told again: who said it, of which session, and how long ago."""

from datetime import timedelta

import pytest

from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check, strike_check, told_twice
from linli.observation.rules import Channel, CheckOutcome
from linli.staff.rules import Viewer
from tests.cast import MORNING, MakeObservation


def a_check(observation: object, tenths: int | None, **said: object) -> NewCheck:
    told = {"outcome": CheckOutcome.DONE, "channel": Channel.VISIT, "claimed_at": MORNING, **said}
    return NewCheck(id=new_id(), observation=observation, temperature_tenths=tenths, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tenths", "minutes", "said", "asked"),
    [
        (365, 59, {}, True),
        (365, 59, {"channel": Channel.PHONE}, True),
        (365, 60, {}, False),
        (366, 1, {}, False),
        (365, 1, {"symptoms": ("COUGH",)}, False),
        (None, 1, {"outcome": CheckOutcome.NOBODY_HOME}, False),
        (365, 1, {"claimed_at": MORNING + timedelta(hours=9)}, False),  # the evening's
    ],
)
def test_what_is_asked_about(
    tenths: int | None,
    minutes: int,
    said: dict[str, object],
    asked: bool,
    make_observation: MakeObservation,
    worker: Viewer,
) -> None:
    observation = make_observation(at=MORNING)
    first = a_check(observation, 365)
    record_check(new=first, by=worker, now=MORNING)
    again = a_check(observation, tenths, **said)
    found = told_twice(new=[again], by=worker, now=MORNING + timedelta(minutes=minutes))
    assert {one: check.id for one, check in found.items()} == ({again.id: first.id} if asked else {})


def test_another_person_the_very_same_check_and_one_that_was_struck_are_not_asked_about(
    make_observation: MakeObservation, worker: Viewer, secretary: Viewer
) -> None:
    observation = make_observation(at=MORNING)
    first = a_check(observation, 365)
    check = record_check(new=first, by=worker, now=MORNING).check
    again = a_check(observation, 365)
    assert told_twice(new=[again], by=secretary, now=MORNING) == {}
    assert told_twice(new=[first], by=worker, now=MORNING) == {}
    assert told_twice(new=[again], by=worker, now=MORNING)
    assert check is not None
    strike_check(check=check, reason="输错了人", by=worker, now=MORNING)
    assert told_twice(new=[again], by=worker, now=MORNING) == {}
