"""A reading on which a doctor has acted is corrected by the doctor; whoever recorded it asks, and both values stay."""

from collections.abc import Callable

import pytest

from linli.census.queries.counts import alert_lines
from linli.observation import commands
from linli.observation.commands import ask_about_check, review_alert, strike_check
from linli.observation.models import Alert, CheckStrike, Observation
from linli.observation.rules import Cause
from linli.referrals.commands import take_step
from linli.referrals.models import Referral
from linli.referrals.rules import State
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MakeObservation
from tests.test_strikes import TYPED_WRONG, at, figures, reading


def decline(row: Observation, doctor: Viewer) -> None:
    referral = Referral.objects.get(subject=row.pk)
    take_step(referral=referral, to=State.DECLINED, by=doctor, now=at(8, 30), reason="本人不去")


def review(row: Observation, doctor: Viewer) -> None:
    review_alert(alert=Alert.objects.get(observation=row), reason="看过", by=doctor, now=at(8, 30))


@pytest.mark.django_db
@pytest.mark.parametrize("act", [decline, review])
def test_who_recorded_it_asks_once_and_the_reading_stands_until_the_doctor_answers(
    act: Callable[[Observation, Viewer], None],
    make_observation: MakeObservation,
    worker: Viewer,
    doctor: Viewer,
) -> None:
    row = make_observation()
    check = reading(row, worker, 379)
    act(row, doctor)
    before, sealed = figures(), list(alert_lines(community=COMMUNITY, from_=at(0), until=at(23)))
    with pytest.raises(commands.ActedOn):
        strike_check(check=check, reason=TYPED_WRONG, by=worker, now=at(9))

    def ask() -> None:
        ask_about_check(
            check=check, temperature_tenths=369, symptoms=[], reason=TYPED_WRONG, by=worker, now=at(9)
        )

    ask()
    with pytest.raises(commands.AskedAlready):
        ask()
    question = Alert.objects.get(cause=Cause.ASKED)
    assert (question.reviewed_at, question.temperature_tenths) == (None, 379)
    assert (figures(), CheckStrike.objects.filter(county=COUNTY).exists()) == (before, False)
    assert list(alert_lines(community=COMMUNITY, from_=at(0), until=at(23))) == sealed

    strike_check(check=check, reason="确实填错", by=doctor, now=at(10))
    question.refresh_from_db()
    assert (question.reviewed_by, "确实填错" in question.review_reason) == (doctor.user_id, True)


@pytest.mark.django_db
def test_nobody_is_asked_about_a_reading_on_which_nobody_acted(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    check = reading(make_observation(), worker, 379)
    with pytest.raises(commands.NothingToAsk):
        ask_about_check(
            check=check, temperature_tenths=369, symptoms=[], reason=TYPED_WRONG, by=worker, now=at(9)
        )
    strike_check(check=check, reason=TYPED_WRONG, by=worker, now=at(9))
