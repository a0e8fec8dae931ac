"""Alerts: how a fever comes to the page and a doctor closes it."""

import pytest
from django.test import Client
from django.urls import reverse

from linli.observation.models import Alert, Observation
from linli.observation.tests.acts import DAY, record, words
from linli.observation.tests.pages import form_with
from tests.cast import COMMUNITY


def test_fever_is_said_and_waits_on_the_page_of_alerts(
    worker_client: Client, observation: Observation
) -> None:
    record(worker_client, observation, temperature="38.1")
    assert "王芳：已发出预警，并建议送发热门诊。" in words(worker_client.get(DAY))
    assert Alert.objects.get(observation=observation).temperature_tenths == 381
    alerts = worker_client.get("/alerts/")
    assert [event.observation.pk for event, _ in alerts.context["waiting"]] == [observation.pk]
    assert "38.1" in words(alerts)
    assert [event.may_review for event, _ in alerts.context["waiting"]] == [False]


@pytest.mark.parametrize("typed", ["", "已复测，" + "正常" * 100], ids=["blank", "too long"])
def test_an_alert_closes_only_with_a_reason(
    typed: str, doctor_client: Client, worker_client: Client, observation: Observation
) -> None:
    record(worker_client, observation, temperature="36.5", symptoms="COUGH")
    alert = Alert.objects.get(observation=observation)
    url = reverse("alerts:review", args=[alert.pk])
    page = doctor_client.post(url, {"reason": typed})
    assert page.status_code == 422
    assert form_with(page, "reason")["reason"] == typed
    assert "invalid-feedback" in words(page)
    alert.refresh_from_db()
    assert alert.reviewed_at is None


def test_a_doctor_reviews_an_alert_and_the_page_says_who_and_why(
    doctor_client: Client, worker_client: Client, observation: Observation
) -> None:
    record(worker_client, observation, temperature="36.5", symptoms="COUGH")
    alert = Alert.objects.get(observation=observation)
    typed = form_with(doctor_client.get("/alerts/"), "reason") | {"reason": "复测 36.5，无症状"}
    url = reverse("alerts:review", args=[alert.pk])
    assert worker_client.post(url, typed).status_code == 404
    page = doctor_client.post(url, typed, follow=True)
    assert page.context["waiting"] == []
    assert "复测 36.5，无症状" in words(page)
    assert f"Doctor {COMMUNITY}" in words(page)
    again = doctor_client.post(url, {"reason": "另一个结论"}, follow=True)
    assert "已有人复核" in words(again)
    assert "另一个结论" not in words(again)
