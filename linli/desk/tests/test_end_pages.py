"""A move, and the ends of an observation that are stated with a reason, on their page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.moves.models import MoveRequest
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.observation.tests.acts import DAY, check_url, words
from linli.observation.tests.pages import form_with
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, SIBLING, MakeObservation, look_for


def test_a_move_is_asked_for_and_changes_nothing_before_the_answer(
    secretary_client: Client, observation: Observation
) -> None:
    url = reverse("desk:end", args=[observation.pk])
    page = secretary_client.get(url)
    assert "胜利路社区" in words(page)
    typed = form_with(page, "community") | {"community": SIBLING, "address": "8栋2单元301室"}
    assert secretary_client.post(url, typed)["Location"] == DAY
    observation.refresh_from_db()
    assert observation.state == State.OBSERVING
    assert MoveRequest.objects.get(observation=observation).to_community == SIBLING
    assert (
        secretary_client.post(url, typed).status_code == 302
    )  # the same page once more: nothing is asked for twice
    assert MoveRequest.objects.count() == 1
    typed |= {
        "csrfmiddlewaretoken": form_with(secretary_client.get(DAY), "csrfmiddlewaretoken")[
            "csrfmiddlewaretoken"
        ]
    }
    again = secretary_client.post(url, typed)
    assert again.status_code == 422
    assert "已经提出转出，正等对方社区答复。" in words(again)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("340102001", "请填写社区名称，或 12 位社区代码。"),
        ("340102001099", "没有这个社区，请核对代码。"),
        (COMMUNITY, "这就是本社区。"),
    ],
)
def test_a_move_that_leads_nowhere_is_explained_at_its_field(
    code: str, said: str, secretary_client: Client, observation: Observation
) -> None:
    url = reverse("desk:end", args=[observation.pk])
    page = secretary_client.post(url, {"what": "move", "community": code})
    assert page.status_code == 422
    assert page.context["move_form"].errors == {"community": [said]}
    assert form_with(page, "community")["community"] == code
    observation.refresh_from_db()
    assert observation.state == State.OBSERVING


def test_nobody_is_lost_who_was_not_looked_for(
    secretary_client: Client, make_observation: MakeObservation, secretary: Viewer
) -> None:
    now = timezone.now()
    observation = make_observation(at=now - timedelta(days=3), arrived_on=day_of(now - timedelta(days=3)))
    url, said = reverse("desk:end", args=[observation.pk]), {"state": "LOST", "reason": "电话不通"}
    page = secretary_client.post(url, said)
    assert page.status_code == 422
    assert "现在有 0 次，分在 0 天" in words(page)
    assert form_with(page, "state")["reason"] == "电话不通"

    look_for(observation=observation, by=secretary, until=now)
    assert secretary_client.get(url).context["tries"]
    assert secretary_client.post(url, said | {"sure": "yes"}).status_code == 302
    observation.refresh_from_db()
    assert (observation.state, observation.closed_reason) == (State.LOST, "电话不通")


def test_an_end_is_stated_with_a_reason(secretary_client: Client, observation: Observation) -> None:
    url = reverse("desk:end", args=[observation.pk])
    assert secretary_client.post(url, {"state": "DIED", "reason": ""}).status_code == 422
    asked = secretary_client.post(url, {"state": "STRUCK_OFF", "reason": "名字登错"})
    observation.refresh_from_db()
    assert (asked.status_code, observation.state) == (200, State.OBSERVING)
    assert "确认结束" in words(asked)
    assert f"确认结束观察：{observation.person.name}" in words(asked)
    assert "现在还没有结束；确认以后成为“已注销”" in words(asked)
    assert f"{observation.person.name}：已注销" not in words(asked)
    assert "“新增”和“登记有误注销”里都不计" in words(asked)
    assert "“已注销”里计一人" not in words(asked)
    assert secretary_client.post(url, form_with(asked, "sure")).status_code == 302
    observation.refresh_from_db()
    assert (observation.state, observation.closed_reason) == (State.STRUCK_OFF, "名字登错")
    page = secretary_client.get(check_url(observation))
    assert "不能再登记" in words(page)
