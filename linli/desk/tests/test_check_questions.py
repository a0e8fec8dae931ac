"""A reading on which a doctor has acted is corrected by the doctor; whoever recorded it asks, and both values stay."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from linli.census.queries.counts import alert_lines
from linli.observation import commands
from linli.observation.commands import ask_about_check, review_alert, strike_check
from linli.observation.models import Alert, Check, CheckStrike, Observation
from linli.observation.rules import Cause
from linli.observation.tests.acts import checks, record, words
from linli.observation.tests.pages import form_with
from linli.referrals.models import Referral
from linli.referrals.rules import State
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MakeObservation
from tests.test_strikes import TYPED_WRONG, at, figures, reading


def decline(row: Observation, doctor: Viewer) -> None:
    referral = Referral.objects.get(subject=row.pk)
    commands.take_referral_step(
        referral=referral, to=State.DECLINED, by=doctor, now=at(8, 30), reason="本人不去"
    )


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


def url(check: Check) -> str:
    return reverse("observation:strike_check", args=[check.observation_id, check.id])


def test_the_pages_ask_the_doctor_who_sees_both_values_and_takes_them_over(
    worker_client: Client, doctor_client: Client, observation: Observation
) -> None:
    record(worker_client, observation, temperature="37.9")
    (check,) = checks()
    referral = Referral.objects.get()
    told = {"to": "DECLINED", "reason": "本人不愿去"}
    assert doctor_client.post(reverse("desk:referral", args=[referral.pk]), told).status_code == 302
    page = worker_client.get(url(check))
    assert "请医生改成这样" in words(page)
    typed = form_with(page, "reason") | {"reason": "36.9 看成 37.9", "temperature": "36.9"}
    assert worker_client.post(url(check), typed).status_code == 302
    opened_anew = form_with(worker_client.get(url(check)), "csrfmiddlewaretoken")["csrfmiddlewaretoken"]
    again = worker_client.post(url(check), typed | {"csrfmiddlewaretoken": opened_anew})
    assert (again.status_code, "还没有答复" in words(again)) == (422, True)
    assert len(checks()) == 1

    card = words(doctor_client.get(reverse("observation:alerts")))
    assert card.index("37.9 ℃") < card.index("36.9 ℃") < card.index("36.9 看成 37.9")
    assert url(check) in card
    typed = form_with(doctor_client.get(url(check)), "reason")
    assert typed["temperature"] == "36.9"
    assert doctor_client.post(url(check), typed | {"reason": "核对过"}).status_code == 302
    assert [one.temperature_tenths for one in checks()] == [379, 369]
    assert not Alert.objects.filter(reviewed_at=None).exists()
