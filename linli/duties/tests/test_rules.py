"""Silence at its edges: when it is overdue, whom it reaches, and when a call is no longer enough."""

from datetime import datetime, timedelta

import pytest

from linli.duties.rules import Due, Escalation, Level, level_of, needs_visit

ESCALATION = Escalation(
    secretary_after=timedelta(minutes=60),
    township_after=timedelta(minutes=120),
)
OVERDUE = datetime.fromisoformat("2020-01-27T13:00:00+08:00")


@pytest.mark.parametrize(
    ("minutes", "level"),
    [
        (-1, None),
        (0, Level.WORKER),
        (59, Level.WORKER),
        (60, Level.SECRETARY),
        (119, Level.SECRETARY),
        (120, Level.TOWNSHIP),
        (10_000, Level.TOWNSHIP),
    ],
)
def test_a_silence_climbs(minutes: int, level: Level | None) -> None:
    assert (
        level_of(overdue_at=OVERDUE, now=OVERDUE + timedelta(minutes=minutes), escalation=ESCALATION) is level
    )


@pytest.mark.parametrize(
    ("before", "minutes", "visit"),
    [
        ([], 500, False),
        ([""], -1, False),
        ([""], 0, True),
        (["DONE"], 500, False),
        (["NOBODY_HOME"], 500, False),
        (["NOT_NEEDED"], 500, False),
        (["", "DONE"], 500, False),
        (["DONE", ""], 500, True),
    ],
)
def test_only_the_slot_before_decides(before: list[str], minutes: int, *, visit: bool) -> None:
    slots = [Due(OVERDUE, outcome) for outcome in before]
    at = OVERDUE + timedelta(minutes=minutes)
    assert needs_visit(before=slots, at=at) is visit


def test_whatever_the_slot_before_says_an_alarm_wants_a_visit() -> None:
    assert needs_visit(before=[], at=OVERDUE, alarmed=True)
    assert needs_visit(before=[Due(OVERDUE, "DONE")], at=OVERDUE, alarmed=True)
