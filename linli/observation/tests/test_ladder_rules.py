"""Refusals, tries, and tests before a release, at their edges."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from linli.observation.rules.refusals import LADDER, RefusalStep, all_taken, next_step, refusing_since
from linli.observation.rules.releases import LabResult, LabTest, lacks_test
from linli.observation.rules.releases import test_days as days_of_tests
from linli.observation.rules.tries import is_lost
from linli.protocols.models import Protocol
from linli.protocols.rules import ProtocolRules
from linli.protocols.versions import read_rules

AT = datetime.fromisoformat("2020-01-27T08:00:00+08:00")
HOUR = timedelta(hours=1)
REMINDED, RECORDED, TOLD = LADDER
NEGATIVE, POSITIVE = LabResult.NEGATIVE, LabResult.POSITIVE


@pytest.mark.parametrize(
    ("taken", "step"),
    [
        ([], REMINDED),
        ([REMINDED], RECORDED),
        ([REMINDED, RECORDED], TOLD),
        ([REMINDED, RECORDED, TOLD], None),
        ([TOLD], REMINDED),
    ],
)
def test_the_ladder_has_three_steps_and_an_end(taken: list[RefusalStep], step: RefusalStep | None) -> None:
    assert next_step(taken=taken) is step


@pytest.mark.parametrize(
    ("taken", "all_of_them"),
    [
        ([], False),
        ([REMINDED, RECORDED], False),
        ([RECORDED, REMINDED, TOLD], False),
        ([REMINDED, RECORDED, TOLD], True),
    ],
)
def test_only_every_step_in_order_is_all(taken: list[RefusalStep], *, all_of_them: bool) -> None:
    assert all_taken(taken=taken) is all_of_them


@pytest.mark.parametrize(
    ("outcomes", "since"),
    [
        ([], None),
        (["DONE"], None),
        (["NOBODY_HOME"], None),
        (["REFUSED"], 0),
        (["REFUSED", "NOBODY_HOME", "REFUSED"], 0),
        (["REFUSED", "DONE"], None),
        (["REFUSED", "DONE", "REFUSED"], 2),
    ],
)
def test_a_refusal_stands_until_somebody_is_seen(outcomes: list[str], since: int | None) -> None:
    answers = [(AT + n * HOUR, outcome) for n, outcome in enumerate(outcomes)]
    assert refusing_since(answers=answers) == (None if since is None else AT + since * HOUR)


@pytest.mark.parametrize(
    ("hours", "lost"),
    [([], False), ([0, 1, 2, 3], False), ([0, 24], False), ([0, 15.9, 15.99], False), ([0, 1, 16], True)],
)
def test_three_tries_on_two_days_of_shanghai(hours: list[float], *, lost: bool) -> None:
    assert is_lost(tries=[AT + hour * HOUR for hour in hours]) is lost


@pytest.fixture
def ninth(db: None) -> ProtocolRules:
    """Return the ninth edition: seven days central, tests on 1, 2, 3, 5, 7; three at home, a test on the third."""
    return read_rules(Protocol.objects.get(pk="P2022-06"))


def test_test_days_count_within_their_stage(ninth: ProtocolRules) -> None:
    anchor = date(2022, 7, 1)
    days = [day.day for day in days_of_tests(protocol=ninth, anchor_on=anchor)]
    assert days == [2, 3, 4, 6, 8, 11]
    counted = replace(ninth, counts_anchor_day=True)
    assert [day.day for day in days_of_tests(protocol=counted, anchor_on=anchor)] == [1, 2, 3, 5, 7, 10]


@pytest.mark.parametrize(
    ("told", "lacks"),
    [
        ([], True),
        ([(10, NEGATIVE)], True),
        ([(11, NEGATIVE)], False),
        ([(12, NEGATIVE)], False),
        ([(11, NEGATIVE), (12, POSITIVE)], True),
        ([(12, NEGATIVE), (11, POSITIVE)], False),
        ([(11, POSITIVE), (11, NEGATIVE)], False),
        ([(11, NEGATIVE), (11, POSITIVE)], True),
    ],
)
def test_the_last_test_is_negative_and_not_before_the_last_test_day(
    ninth: ProtocolRules, told: list[tuple[int, LabResult]], *, lacks: bool
) -> None:
    tests = [LabTest(date(2022, 7, day), result) for day, result in told]
    assert lacks_test(protocol=ninth, anchor_on=date(2022, 7, 1), tests=tests) is lacks
    asks_none = replace(ninth, release_needs=())
    assert not lacks_test(protocol=asks_none, anchor_on=date(2022, 7, 1), tests=tests)
