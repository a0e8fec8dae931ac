"""The pages of a longer period and of a test."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from linli.observation.models import Observation
from linli.observation.tests.acts import words
from linli.observation.tests.pages import form_with
from tests.whole_page import whole_page


def test_a_longer_period_is_said_with_its_reason(secretary_client: Client, observation: Observation) -> None:
    url = reverse("observation:extend", args=[observation.pk])
    later = (observation.last_on + timedelta(days=2)).isoformat()
    early = secretary_client.post(url, {"last_on": observation.last_on.isoformat(), "reason": "家人确诊"})
    assert (early.status_code, form_with(early, "last_on")["reason"]) == (422, "家人确诊")
    assert "要晚于现在的最后一天。" in words(early)
    assert secretary_client.post(url, {"last_on": later, "reason": " "}).status_code == 422
    far = (observation.last_on + timedelta(days=99)).isoformat()
    assert "最晚只能延长到" in words(secretary_client.post(url, {"last_on": far, "reason": "家人确诊"}))

    page = secretary_client.post(url, {"last_on": later, "reason": "家人确诊"}, follow=True)
    person = whole_page(client=secretary_client, address=page.redirect_chain[0][0])
    assert "延长观察" in person
    assert "家人确诊" in person
    observation.refresh_from_db()
    assert observation.last_on.isoformat() == later

    back = reverse("observation:take_back_extension", args=[observation.pk])
    assert "撤回已经延长的" in words(secretary_client.get(url))
    typed = form_with(secretary_client.get(back), "reason") | {"reason": "点错了人"}
    secretary_client.post(back, typed)
    observation.refresh_from_db()
    assert (observation.last_on + timedelta(days=2)).isoformat() == later
    told = whole_page(client=secretary_client, address=page.redirect_chain[0][0])
    assert "点错了人" in told
    assert "家人确诊" in told
    assert "没有人手延长过" in words(secretary_client.get(back))
