"""The page of a refusal."""

from django.test import Client
from django.urls import reverse

from linli.observation.models import Observation, ObservationDecision
from linli.observation.tests.acts import record, words
from linli.observation.tests.pages import form_with
from tests.whole_page import whole_page


def test_a_refusal_is_reminded_recorded_told_and_then_there_is_no_step(
    worker_client: Client, observation: Observation
) -> None:
    url = reverse("desk:refusal", args=[observation.pk])
    assert "这个人现在没有拒绝。" in words(worker_client.get(url))
    record(worker_client, observation, outcome="REFUSED")
    person = reverse("desk:person", args=[observation.person_id])
    assert url in whole_page(client=worker_client, address=person)
    for step in ("提醒", "记录", "报告"):
        page = worker_client.get(url)
        typed = form_with(page, "reason")
        assert step in words(page)
        assert worker_client.post(url, typed | {"reason": ""}).status_code == 422
        assert worker_client.post(url, typed | {"reason": "在门口说明"}).status_code == 302
    page = worker_client.get(url)
    assert "没有下一步" in words(page)
    assert 'name="reason"' not in words(page)

    stale = worker_client.post(url, {"step": "REMINDED", "reason": "又一次"})
    assert stale.status_code == 422
    assert "这一步刚才已有人做了" in words(stale)
    assert ObservationDecision.objects.count() == 3
