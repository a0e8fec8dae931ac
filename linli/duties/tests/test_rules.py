"""Silence at its edges: when it is overdue, whom it reaches, and when a call is no longer enough."""

from datetime import datetime, timedelta

import pytest

from linli.duties.rules import Due, Escalation, Level, level_of, needs_visit

ESCALATION = Escalation(
    worker_after=timedelta(minutes=120),
    secretary_after=timedelta(minutes=180),
    township_after=timedelta(minutes=240),
)
DUE = datetime.fromisoformat("2020-01-27T11:00:00+08:00")


@pytest.mark.parametrize(
    ("minutes", "level"),
    [
        (-1, None),
        (0, None),
        (119, None),
        (120, Level.WORKER),
        (179, Level.WORKER),
        (180, Level.SECRETARY),
        (239, Level.SECRETARY),
        (240, Level.TOWNSHIP),
        (10_000, Level.TOWNSHIP),
    ],
)
def test_a_silence_climbs(minutes: int, level: Level | None) -> None:
    assert level_of(due_at=DUE, now=DUE + timedelta(minutes=minutes), escalation=ESCALATION) is level


@pytest.mark.parametrize(
    ("before", "minutes", "visit"),
    [
        ([], 500, False),
        ([""], 119, False),
        ([""], 120, True),
        (["DONE"], 500, False),
        (["NOBODY_HOME"], 500, False),
        (["NOT_NEEDED"], 500, False),
        (["", "DONE"], 500, False),
        (["DONE", ""], 500, True),
    ],
)
def test_only_the_slot_before_decides(before: list[str], minutes: int, *, visit: bool) -> None:
    slots = [Due(DUE, outcome) for outcome in before]
    at = DUE + timedelta(minutes=minutes)
    assert needs_visit(before=slots, at=at, escalation=ESCALATION) is visit
