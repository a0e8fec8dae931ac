"""A move by the name of the place: of several called so one is chosen, a household goes at once, and some leave Linli."""

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.areas.queries import communities_named
from linli.areas.rules import AreaCode, said_of_community
from linli.moves.models import MoveRequest
from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import State
from linli.observation.tests.acts import Enter, words
from linli.staff.rights import Role
from tests.cast import COMMUNITY, SIBLING, MakeObservation


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("胜利路社区居委会", "胜利路"),
        ("胜利路 居委会", "胜利路"),
        ("胜利村村委会", "胜利村"),
        ("胜利路", "胜利路"),
        ("社区", "社区"),
        (" ", ""),
    ],
)
def test_a_community_is_looked_for_by_what_tells_it_from_others(text: str, plain: str) -> None:
    assert said_of_community(text=text) == plain


def test_the_nearest_of_one_name_come_first(areas: dict[str, Area]) -> None:
    others = {
        "340103001001": "胜利路社区",
        "320102001001": "胜利路社区居委会",
        "340102009009": "新胜利路社区",
    }
    Area.objects.bulk_create(Area(code=c, name=n, level="COMMUNITY") for c, n in others.items())
    found = communities_named(text="胜利路居委会", near=AreaCode(COMMUNITY), limit=9)
    assert [area.code for area in found] == [SIBLING, "340102009009", "340103001001", "320102001001"]
    assert communities_named(text="  ", near=AreaCode(COMMUNITY), limit=9) == []
    assert len(communities_named(text="胜利路", near=AreaCode(COMMUNITY), limit=2)) == 2


def test_of_a_name_it_is_asked_which_is_meant_and_what_was_typed_stays(
    secretary_client: Client, observation: Observation
) -> None:
    url = reverse("desk:end", args=[observation.pk])
    said = {"what": "move", "community": "胜利路社区居委会", "address": "8栋2单元301室"}
    page = secretary_client.post(url, said)
    assert (page.status_code, list(page.context["move_form"].errors)) == (422, ["chosen"])
    assert all(word in words(page) for word in ("瑶海区明光路街道胜利路社区", "8栋2单元301室"))
    # The only one of its name is ticked already, and nothing is done until it is confirmed.
    assert page.context["move_form"]["chosen"].value() == SIBLING
    assert MoveRequest.objects.count() == 0
    assert secretary_client.post(url, said | {"chosen": SIBLING}).status_code == 302
    assert MoveRequest.objects.get().to_community == SIBLING


def test_a_place_without_linli_ends_the_observation_as_moved_out_with_its_name(
    secretary_client: Client, observation: Observation
) -> None:
    url = reverse("desk:end", args=[observation.pk])
    said = {"what": "move", "community": "广东省深圳市"}
    assert secretary_client.post(url, said).status_code == 422
    observation.refresh_from_db()
    assert observation.state == State.OBSERVING
    assert secretary_client.post(url, said | {"chosen": "AWAY"}).status_code == 302
    observation.refresh_from_db()
    assert observation.state == State.MOVED_OUT
    assert ObservationDecision.objects.get(kind="LEFT").reason == "广东省深圳市"
    again = secretary_client.post(url, said | {"chosen": "AWAY"})
    assert (again.status_code, "观察已经结束。" in words(again)) == (422, True)
    assert ObservationDecision.objects.count() == 1
    # Typed of the wrong person, or come back: it goes on to the right day.
    back = reverse("observation:reopen", args=[observation.pk])
    assert secretary_client.post(back, {"reason": "点错了人"}).status_code == 302
    going_on = Observation.objects.get(state=State.OBSERVING)
    assert (going_on.person_id, going_on.last_on) == (observation.person_id, observation.last_on)


def test_a_whole_household_goes_at_once_and_is_taken_over_at_once(
    secretary_client: Client, make_observation: MakeObservation, enter: Enter
) -> None:
    one = make_observation(address="3栋1单元101室")
    other = make_observation(name="李强", address="3栋1单元101室")
    assert one.person.household_id == other.person.household_id
    url = reverse("desk:end", args=[one.pk])
    said = {"what": "move", "community": "胜利路", "chosen": SIBLING, "together": "on"}
    assert "全户一起转，请填那里的住址。" in words(secretary_client.post(url, said))
    assert MoveRequest.objects.count() == 0
    secretary_client.post(url, said | {"address": "8栋2单元301室"})
    assert MoveRequest.objects.count() == 2
    receiver = enter(role=Role.SECRETARY, area=SIBLING)
    assert "全户 2 人一起接收" in words(receiver.get("/moves/"))
    receiver.post(reverse("moves:accept", args=[MoveRequest.objects.all()[0].pk]), {"together": "yes"})
    moved = Observation.objects.filter(state=State.OBSERVING).select_related("person")
    assert {(row.community, row.person.household.address) for row in moved} == {(SIBLING, "8栋2单元301室")}
    assert len(moved) == 2


def test_a_whole_household_is_sent_back_at_once_and_the_asking_day_says_so(
    secretary_client: Client, make_observation: MakeObservation, enter: Enter
) -> None:
    one = make_observation(address="3栋1单元101室")
    make_observation(name="李强", address="3栋1单元101室")
    said = {"what": "move", "community": "胜利路", "chosen": SIBLING, "together": "on"}
    secretary_client.post(reverse("desk:end", args=[one.pk]), said | {"address": "8栋2单元301室"})
    receiver = enter(role=Role.SECRETARY, area=SIBLING)
    assert "全户 2 人一起退回" in words(receiver.get("/moves/"))
    assert "被对方退回" not in words(secretary_client.get("/day/"))
    refuse = reverse("moves:refuse", args=[MoveRequest.objects.all()[0].pk])
    receiver.post(refuse, {"together": "yes", "reason": "查无此户"})
    assert set(MoveRequest.objects.values_list("state", "answer")) == {("REFUSED", "查无此户")}
    assert "2 人的转出被对方退回" in words(secretary_client.get("/day/"))
    assert "被对方退回" not in words(receiver.get("/day/"))
