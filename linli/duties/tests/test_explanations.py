"""Why nobody answered: said once, for silence that has passed."""

from datetime import datetime

import pytest

from linli.duties.commands import (
    explain_duties,
)
from linli.duties.tests.acts import AM_DUE, INSTANT, KIND, PM_DUE, answer, duties_of, opened, outcomes_of
from linli.ids import new_id
from tests.cast import COUNTY, FIRST_DAY

pytestmark = pytest.mark.django_db


def test_an_explanation_is_for_silence_that_has_passed_and_is_said_once() -> None:
    subject, by = opened(), new_id()

    def explain(text: str, now: datetime, *sessions: str) -> int:
        wanted = [(FIRST_DAY, session) for session in sessions]
        return explain_duties(
            counties=[COUNTY], kind=KIND, subjects=[subject], slots=wanted, explanation=text, by=by, now=now
        )

    assert explain("没有选", PM_DUE) == 0
    assert explain("太早", AM_DUE - INSTANT, "AM", "PM") == 0
    assert explain("停电", AM_DUE, "AM", "PM") == 1
    assert explain("另一个", PM_DUE, "AM", "PM") == 1  # the afternoon only

    duties = duties_of(subject)
    assert [duty.explanation for duty in duties] == ["停电", "另一个", "", ""]
    assert (duties[0].explained_at, duties[0].explained_by, duties[0].outcome) == (AM_DUE, by, "")


@pytest.mark.parametrize(
    ("outcome", "count"), [("DONE", 0), ("NOT_NEEDED", 0), ("NOBODY_HOME", 1), ("REFUSED", 1)]
)
def test_only_what_was_not_seen_needs_an_explanation(outcome: str, count: int) -> None:
    subject = opened(last_on=FIRST_DAY)
    answer(subject, outcome)
    explained = explain_duties(
        counties=[COUNTY],
        kind=KIND,
        subjects=[subject],
        slots=[(FIRST_DAY, "AM")],
        explanation="外出",
        by=new_id(),
        now=PM_DUE,
    )

    assert explained == count
    assert outcomes_of(subject) == [outcome, ""]
