"""Nucleic acid tests: of the period, positive ones alarm, and a release may wait for a negative one."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.cases.commands import SampleOutsidePeriod, record_test
from linli.clock import day_of, moment
from linli.observation import commands
from linli.observation.models import Alert, Observation
from linli.observation.queries.releases import missing_for_release
from linli.observation.rules import State
from linli.observation.rules.releases import LabResult, LabTest
from linli.observation.tests.acts import words
from linli.observation.tests.test_endings import explain_all
from linli.protocols.models import Protocol
from linli.referrals.models import Referral
from linli.staff.rules import Viewer
from tests.cast import FIRST_DAY, MakeObservation
from tests.whole_page import whole_page

NOON = moment(FIRST_DAY, time(12))


def test_a_positive_test_alerts_and_proposes_a_clinic_until_a_person_reviews_it(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    observation = make_observation()
    record_test(
        observation=observation,
        test=LabTest(FIRST_DAY, LabResult.POSITIVE),
        words="报告单",
        by=doctor,
        now=NOON,
    )
    record_test(
        observation=observation,
        test=LabTest(FIRST_DAY, LabResult.NEGATIVE),
        words="复检",
        by=doctor,
        now=NOON,
    )
    assert Alert.objects.get().reviewed_at is None
    assert Alert.objects.get().cause == "TEST"
    assert Referral.objects.get().subject == observation.pk


@pytest.mark.parametrize("days", [-2, 1])
def test_a_sample_is_of_the_period_so_far(
    make_observation: MakeObservation, doctor: Viewer, days: int
) -> None:
    taken = FIRST_DAY + timedelta(days=days)
    with pytest.raises(SampleOutsidePeriod):
        record_test(
            observation=make_observation(),
            test=LabTest(taken, LabResult.NEGATIVE),
            words="报告单",
            by=doctor,
            now=NOON,
        )


@pytest.mark.usefixtures("every_edition")
def test_where_the_protocol_asks_for_a_test_nobody_is_released_without(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    observation = make_observation()
    rural = Protocol.objects.get(pk="P2021-01R")
    commands.move_to_protocol(observation=observation, protocol=rural, reason="返乡", by=doctor, now=NOON)
    observation.refresh_from_db()
    after = moment(observation.last_on + timedelta(days=1), time(9))
    explain_all(observation, doctor, after)
    with pytest.raises(commands.SampleMissing):
        commands.release(observation=observation, by=doctor, now=after)

    negative = LabTest(observation.last_on, LabResult.NEGATIVE)
    record_test(observation=observation, test=negative, words="报告单", by=doctor, now=after)
    assert not missing_for_release(observations=[observation], now=after)[0].anything
    commands.release(observation=observation, by=doctor, now=after)
    assert observation.state == State.RELEASED


def test_a_test_is_kept_with_where_its_result_came_from(
    doctor_client: Client, observation: Observation
) -> None:
    url = reverse("cases:lab_test", args=[observation.pk])
    today = day_of(timezone.now())
    said = {"taken_on": (today + timedelta(days=1)).isoformat(), "result": "NEGATIVE", "words": "报告单 0123"}
    wrong = doctor_client.post(url, said)
    assert wrong.status_code == 422
    assert "采样日期应在起算日和今天之间。" in words(wrong)
    page = doctor_client.post(url, said | {"taken_on": today.isoformat()}, follow=True)
    person = whole_page(client=doctor_client, address=page.redirect_chain[0][0])
    assert "阴性" in person
    assert "报告单 0123" in person
    page = doctor_client.post(url, said | {"taken_on": today.isoformat(), "result": "POSITIVE"}, follow=True)
    assert "核酸阳性" in whole_page(client=doctor_client, address=page.redirect_chain[0][0])
