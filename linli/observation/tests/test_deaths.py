"""A death has its day and closes what waits for the person; taken back, everything waits again."""

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of, moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation import commands
from linli.observation.models import Alert, Observation, ObservationDecision
from linli.observation.rules import Channel, CheckOutcome, DecisionKind, State
from linli.observation.rules.deaths import DeathDayWrong, check_death_day
from linli.observation.tests.acts import words
from linli.observation.tests.pages import form_with
from linli.observation.tests.test_endings import fever
from linli.referrals.commands import take_step
from linli.referrals.indicators import REGISTER
from linli.referrals.models import Referral
from linli.referrals.rules import State as Step
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, MakeObservation

LATER = MORNING + timedelta(hours=3)


def die(observation: Observation, by: Viewer, now: datetime, died_on: date | None = FIRST_DAY) -> None:
    commands.end_with_reason(
        observation=observation, state=State.DIED, reason="家中去世", by=by, now=now, died_on=died_on
    )


@pytest.mark.parametrize(
    ("died_on", "fits"),
    [
        (None, True),
        (FIRST_DAY - timedelta(days=1), False),
        (FIRST_DAY, True),
        (FIRST_DAY + timedelta(days=3), True),
        (FIRST_DAY + timedelta(days=4), False),
    ],
)
def test_the_day_lies_between_the_beginning_and_today(died_on: date | None, fits: bool) -> None:
    today = FIRST_DAY + timedelta(days=3)
    if fits:
        check_death_day(died_on=died_on, began_on=FIRST_DAY, today=today)
        return
    with pytest.raises(DeathDayWrong):
        check_death_day(died_on=died_on, began_on=FIRST_DAY, today=today)


def test_it_closes_alert_referral_and_duties_and_tells_the_day(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    observation = make_observation()
    fever(observation, doctor)
    die(observation, secretary, LATER)
    alert, referral = Alert.objects.get(), Referral.objects.get()
    assert (alert.reviewed_at, alert.review_reason) == (LATER, "本人去世：家中去世")
    assert (referral.state, referral.due_at) == (Step.DIED, None)
    ahead = Duty.objects.filter(county=COUNTY, subject=observation.pk, due_at__gte=LATER)
    assert {duty.outcome for duty in ahead} == {Duty.Outcome.DONE, Duty.Outcome.NOT_NEEDED}
    told = ObservationDecision.objects.get(observation=observation, kind=DecisionKind.DIED)
    assert told.values["died_on"] == FIRST_DAY.isoformat()


def test_taken_back_everything_waits_again_and_no_figure_of_referrals_differs(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    observation = make_observation()
    fever(observation, doctor)
    take_step(
        referral=Referral.objects.get(), to=Step.ACCEPTED, by=doctor, now=MORNING + timedelta(minutes=5)
    )
    before = REGISTER.count(community=COMMUNITY, from_=MORNING - timedelta(hours=1), until=LATER)
    die(observation, secretary, LATER)
    again = commands.reopen_observation(observation=observation, reason="认错了人", by=secretary, now=LATER)

    alert, referral = Alert.objects.get(), Referral.objects.get()
    assert (alert.reviewed_at, alert.review_reason, alert.observation_id) == (None, "", again.pk)
    assert (referral.state, referral.subject) == (Step.ACCEPTED, again.pk)
    assert referral.due_at is None or referral.due_at > LATER
    until = LATER + timedelta(hours=1)
    assert REGISTER.count(community=COMMUNITY, from_=MORNING - timedelta(hours=1), until=until) == before

    # It may happen all the same, later.
    die(again, secretary, until)
    assert (Referral.objects.get().state, Alert.objects.get().reviewed_at) == (Step.DIED, until)


def test_what_a_doctor_had_reviewed_stays_reviewed(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    observation = make_observation()
    fever(observation, doctor)
    commands.review_alert(alert=Alert.objects.get(), reason="已复测", by=doctor, now=MORNING)
    die(observation, secretary, LATER)
    commands.reopen_observation(observation=observation, reason="认错了人", by=secretary, now=LATER)
    assert Alert.objects.get().review_reason == "已复测"


def test_an_alert_of_somebody_found_again_waits_for_the_observation_that_goes_on(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    observation = make_observation()
    fever(observation, doctor)
    commands.end_with_reason(
        observation=observation, state=State.STRUCK_OFF, reason="点错", by=secretary, now=LATER
    )
    again = commands.reopen_observation(observation=observation, reason="点错", by=secretary, now=LATER)
    after = moment(again.last_on + timedelta(days=1), time(9))
    with pytest.raises(commands.AlertStillOpen):
        commands.release(observation=again, by=doctor, now=after)


def test_the_page_asks_for_the_day_and_offers_the_report_of_its_kind(
    secretary_client: Client, observation: Observation
) -> None:
    url = reverse("desk:end", args=[observation.pk])
    said = {"state": "DIED", "reason": "家中去世"}
    page = secretary_client.post(url, said)
    assert (page.status_code, list(page.context["end_form"].errors)) == (422, ["died_on"])
    tomorrow = day_of(timezone.now()) + timedelta(days=1)
    page = secretary_client.post(url, said | {"died_on": tomorrow.isoformat()})
    assert (page.status_code, "去世日期应在开始观察的" in words(page)) == (422, True)
    assert (
        secretary_client.post(url, said | {"died_on": "2020-01-27", "day_unknown": "on"}).status_code == 422
    )

    asked = secretary_client.post(url, said | {"died_on": day_of(timezone.now()).isoformat()})
    assert (asked.status_code, "一起结束" in words(asked)) == (200, True)
    assert secretary_client.post(url, form_with(asked, "sure")).status_code == 302
    person = words(secretary_client.get(f"/people/{observation.person_id}/"))
    assert f"去世日期</dt> <dd> {day_of(timezone.now()).isoformat()}" in " ".join(person.split())
    assert "报告紧急情况：居家死亡" in person  # tests/test_one_tap.py


def test_a_day_that_nobody_knows_is_said_to_be_unknown(
    secretary_client: Client, observation: Observation
) -> None:
    url = reverse("desk:end", args=[observation.pk])
    asked = secretary_client.post(url, {"state": "DIED", "reason": "上门发现", "day_unknown": "on"})
    secretary_client.post(url, form_with(asked, "sure"))
    assert ObservationDecision.objects.get(kind=DecisionKind.DIED).values["died_on"] is None


def test_what_a_death_closed_and_that_it_was_taken_back_is_said(
    doctor_client: Client, observation: Observation, secretary: Viewer, worker: Viewer
) -> None:
    now, page = timezone.now(), f"/people/{observation.person_id}/"
    new = commands.NewCheck(
        new_id(), observation, CheckOutcome.DONE, Channel.VISIT, now, temperature_tenths=381
    )
    commands.record_check(new=new, by=worker, now=now)
    die(observation, secretary, now, day_of(now))
    assert "随去世登记关闭，没有复核" in words(doctor_client.get(reverse("alerts:index")))
    died = words(doctor_client.get(page))
    assert day_of(now).isoformat() in died.split("去世日期")[1][:120]
    assert "这次结束已撤回" not in died
    commands.reopen_observation(observation=observation, reason="认错人了", by=secretary, now=now)
    alive = words(doctor_client.get(page))
    assert "这次结束已撤回" in alive
    assert "：认错人了" in alive
