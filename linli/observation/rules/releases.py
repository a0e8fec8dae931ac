"""What a protocol asks before somebody is released, beyond the period: tests and signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from linli.protocols.rules import ProtocolRules, ReleaseNeed


class LabResult(StrEnum):
    """What a nucleic acid test said."""

    NEGATIVE = "NEGATIVE"
    POSITIVE = "POSITIVE"


@dataclass(frozen=True)
class LabTest:
    """A test: the day of the sample and the result."""

    taken_on: date
    result: LabResult


def test_days(*, protocol: ProtocolRules, anchor_on: date) -> tuple[date, ...]:
    """Return the days on which a version asks for a test, in order; test days count within their stage, from 1.

    Source: docs/rules/protocols.md, `stages` of each version.
    """
    first = anchor_on if protocol.counts_anchor_day else anchor_on + timedelta(days=1)
    days = []
    for stage in protocol.stages:
        days += [first + timedelta(days=day - 1) for day in stage.test_days]
        first += timedelta(days=stage.days)
    return tuple(days)


def lacks_test(*, protocol: ProtocolRules, anchor_on: date, tests: Sequence[LabTest]) -> bool:
    """Say whether a negative test is missing: the last one taken must be negative and not before the last test day.

    `tests` in the order in which they were told; of two of one day the later told counts. A version that does not ask
    for a test lacks none.
    """
    if ReleaseNeed.TEST not in protocol.release_needs:
        return False
    if not tests:
        return True
    last = max(tests, key=lambda test: test.taken_on)
    last = [test for test in tests if test.taken_on == last.taken_on][-1]
    days = test_days(protocol=protocol, anchor_on=anchor_on)
    return last.result != LabResult.NEGATIVE or bool(days and last.taken_on < days[-1])
