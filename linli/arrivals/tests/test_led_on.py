"""What follows from an arrival typed at the desk: the period from the last contact, and the way to a reopening."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.observation.commands import end_with_reason
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.observation.tests.acts import Enter, words
from linli.observation.tests.pages import form_with
from linli.sealing.seals import unseal
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import GRID
from tests.whole_page import whole_page


def test_the_last_contact_told_at_the_desk_begins_the_period(secretary_client: Client) -> None:
    today = day_of(timezone.now())
    url, told = reverse("arrivals:register"), {"name": "王芳", "phone": "13812345678", "origin": "武汉"}
    told |= {
        "known_by": "RESIDENT",
        "address": "1栋1室",
        "arrived_on": (today - timedelta(days=1)).isoformat(),
    }
    late = secretary_client.post(url, told | {"exposed_on": (today + timedelta(days=1)).isoformat()})
    assert (late.status_code, list(late.context["form"].errors)) == (422, ["exposed_on"])
    secretary_client.post(url, told | {"exposed_on": (today - timedelta(days=6)).isoformat()})

    observation = Observation.objects.get()
    assert (observation.anchor, observation.anchor_on) == ("EXPOSED", today - timedelta(days=6))
    assert "最后接触当天" in whole_page(
        client=secretary_client, address=reverse("desk:person", args=[observation.person_id])
    )


def test_registered_again_after_a_wrong_strike_off_leads_to_the_reopening(
    enter: Enter, secretary_client: Client, observation: Observation, secretary: Viewer
) -> None:
    end_with_reason(
        observation=observation, state=State.STRUCK_OFF, reason="点错了人", by=secretary, now=timezone.now()
    )
    page = reverse("arrivals:register")
    said = {
        "name": observation.person.name,
        "phone": unseal(observation.person.phone_sealed),
        "address": observation.person.household.address,
        "origin": "湖北省武汉市",
        "arrived_on": observation.arrival.arrived_on.isoformat(),
    }
    answer = secretary_client.post(page, form_with(secretary_client.get(page), "name") | said)
    assert answer["Location"] == reverse("observation:reopen", args=[observation.pk])
    assert "此人的观察已按“已注销”结束" in words(secretary_client.get(answer["Location"]))

    worker = enter(role=Role.GRID_WORKER, area=GRID, username="third")
    answer = worker.post(page, form_with(worker.get(page), "name") | said, follow=True)
    assert "请书记恢复观察" in words(answer)
    assert day_of(timezone.now()) >= observation.arrival.arrived_on
