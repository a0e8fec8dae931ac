"""The page on which a reading is struck, recorded anew, and put back."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Alert, Check, CheckStrike, Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.observation.tests.acts import Enter, checks, record, words
from linli.observation.tests.pages import form_with
from linli.referrals.models import Referral
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, GRID
from tests.whole_page import whole_page


def url(check: Check) -> str:
    return reverse("corrections:strike", args=[check.observation_id, check.id])


def press(client: Client, check: Check, **typed: str) -> Any:
    """Open the page, type, and press Enter, or the button named by `then`."""
    return client.post(url(check), form_with(client.get(url(check)), "reason") | typed)


@pytest.fixture
def wrong(worker_client: Client, observation: Observation) -> Check:
    """Type 37.3 for 36.3."""
    record(worker_client, observation, temperature="37.3", note="早饭后")
    return checks()[0]


def test_one_form_strikes_and_records_anew(
    worker_client: Client, observation: Observation, wrong: Check
) -> None:
    answer = press(worker_client, wrong, reason="36.3 误填成 37.3", temperature="36.3")
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{observation.person_id}/")

    _, right = checks()
    assert (right.temperature_tenths, right.claimed_at, right.note) == (363, wrong.claimed_at, "早饭后")
    assert not Alert.objects.filter(reviewed_at=None).exists()
    assert Referral.objects.get().state == "STRUCK"
    page = whole_page(client=worker_client, address=f"/people/{observation.person_id}/")
    assert "划掉：36.3 误填成 37.3" in page
    assert page.index("<s>") < page.index("37.3 ℃") < page.index("</s>")
    assert "划掉或更正" in page


def test_a_reading_is_only_struck_and_put_back(worker_client: Client, wrong: Check) -> None:
    assert press(worker_client, wrong, reason="记错了人", then="STRIKE").status_code == 302
    assert CheckStrike.objects.get(county=COUNTY).reason == "记错了人"
    assert len(checks()) == 1

    page = worker_client.get(url(wrong))
    assert "恢复这次登记" in words(page)
    assert worker_client.post(url(wrong), {"reason": "没有记错"}).status_code == 302
    assert Alert.objects.get().reviewed_at is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reason": "", "temperature": "36.3"}, "reason"),
        ({"reason": "记错", "temperature": ""}, "temperature"),
        ({"reason": "记错", "temperature": "48.0"}, "temperature"),
        ({"reason": "记错", "temperature": "三十六"}, "temperature"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_struck(
    typed: dict[str, str], field: str, worker_client: Client, wrong: Check
) -> None:
    page = press(worker_client, wrong, **typed)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    again = form_with(page, "reason")
    assert (again["reason"], again["temperature"]) == (typed["reason"], typed["temperature"])
    assert not CheckStrike.objects.filter(county=COUNTY).exists()


def test_the_same_form_sent_twice_strikes_once_and_records_once(worker_client: Client, wrong: Check) -> None:
    typed = form_with(worker_client.get(url(wrong)), "reason") | {"reason": "记错", "temperature": "36.3"}
    worker_client.post(url(wrong), typed)
    worker_client.post(url(wrong), typed)
    assert len(checks()) == 2


def test_a_colleague_sees_the_page_and_strikes_nothing_and_a_doctor_strikes(
    enter: Enter, wrong: Check
) -> None:
    colleague = enter(role=Role.GRID_WORKER, area=GRID, username="second")
    page = colleague.get(url(wrong))
    assert "只有登记的人和社区医生可以划掉或恢复" in words(page)
    assert colleague.post(url(wrong), {"reason": "记错", "then": "STRIKE"}).status_code == 422
    assert not CheckStrike.objects.filter(county=COUNTY).exists()
    doctor = enter(role=Role.DOCTOR, area=COMMUNITY, username="doctor")
    assert press(doctor, wrong, reason="记错", then="STRIKE").status_code == 302


def test_a_struck_fever_is_no_chip_on_the_list_of_the_day(worker_client: Client, wrong: Check) -> None:
    chip = '<span class="chip chip-alert">预警</span>'
    assert chip in words(worker_client.get("/day/"))
    press(worker_client, wrong, reason="记错了人", then="STRIKE")
    assert chip not in words(worker_client.get("/day/"))


def test_the_way_alone_is_corrected_where_nobody_measured(
    worker_client: Client, observation: Observation, worker: Viewer
) -> None:
    now = timezone.now()
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, now)
    author = UUID(worker_client.session["_auth_user_id"])
    record_check(new=new, by=replace(worker, user_id=author), now=now)
    (wrong,) = checks()
    shown = form_with(worker_client.get(url(wrong)), "reason")
    assert (shown["channel"], "well" in shown) == ("VISIT", True)
    assert press(worker_client, wrong, reason="是电话问的", channel="PHONE").status_code == 302
    _, right = checks()
    assert (right.channel, right.temperature_tenths, right.outcome) == ("PHONE", None, "DONE")
