"""The page of a check, as workers use it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.observation.models import Observation
from linli.observation.tests.acts import DAY, Enter, check_url, checks, record, words
from linli.observation.tests.pages import form_with
from linli.staff.models import Post
from linli.staff.rights import Role
from tests.cast import GRID, MakeObservation


def test_a_worker_records_36_6_with_the_page_as_rendered(
    worker_client: Client, observation: Observation
) -> None:
    answer = record(worker_client, observation, temperature="36.6")
    assert (answer.status_code, answer["Location"]) == (302, DAY)
    (check,) = checks()
    assert (check.temperature_tenths, check.outcome, check.channel) == (366, "DONE", "VISIT")
    day = words(worker_client.get(DAY))
    assert "王芳：已保存。" in day
    assert check_url(observation) in day


def test_48_0_is_explained_at_its_field_and_stays_typed(
    worker_client: Client, observation: Observation
) -> None:
    page = record(worker_client, observation, temperature="48.0", note="嗓子疼")
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["temperature"]
    assert "体温应在 34.0 到 42.0 ℃ 之间" in words(page)
    again = form_with(page, "temperature")
    assert (again["temperature"], again["note"]) == ("48.0", "嗓子疼")
    assert checks() == []


def test_a_low_reading_is_saved_and_asked_for_again(worker_client: Client, observation: Observation) -> None:
    record(worker_client, observation, temperature="35.4")
    assert "体温偏低，请换部位再测一次" in words(worker_client.get(DAY))
    assert [check.temperature_tenths for check in checks()] == [354]


def test_a_second_worker_sees_what_the_first_saved_and_may_then_save(
    enter: Enter, worker_client: Client, observation: Observation
) -> None:
    second = enter(role=Role.GRID_WORKER, area=GRID, username="second")
    opened = form_with(second.get(check_url(observation)), "temperature")
    record(worker_client, observation, temperature="36.5")
    page = second.post(check_url(observation), opened | {"temperature": "36.9", "channel": "VISIT"})
    assert page.status_code == 422
    assert "36.5" in words(page)
    assert f"Grid_Worker {GRID}" in words(page)
    assert len(checks()) == 1
    rendered = form_with(page, "temperature")
    assert rendered["temperature"] == "36.9"
    assert second.post(check_url(observation), rendered).status_code == 302
    assert [check.temperature_tenths for check in checks()] == [365, 369]


def test_the_same_form_sent_twice_is_one_check(worker_client: Client, observation: Observation) -> None:
    typed = form_with(worker_client.get(check_url(observation)), "temperature")
    typed |= {"temperature": "36.6", "channel": "VISIT"}
    answers = [worker_client.post(check_url(observation), typed).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert len(checks()) == 1


@pytest.mark.parametrize("outcome", ["NOBODY_HOME", "REFUSED"])
def test_a_visit_that_measured_nobody_needs_no_temperature(
    outcome: str, worker_client: Client, observation: Observation
) -> None:
    assert record(worker_client, observation, outcome=outcome).status_code == 302
    (check,) = checks()
    assert (check.outcome, check.temperature_tenths) == (outcome, None)


def test_a_check_without_temperature_and_symptom_is_asked_for_one(
    worker_client: Client, observation: Observation
) -> None:
    page = record(worker_client, observation)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["temperature"])
    assert checks() == []


@pytest.mark.parametrize("outcome", ["NOBODY_HOME", "REFUSED"])
@pytest.mark.parametrize("typed", [{"temperature": "36.6"}, {"symptoms": "COUGH"}])
def test_a_reading_is_not_dropped_by_the_wrong_button(
    outcome: str, typed: dict[str, str], worker_client: Client, observation: Observation
) -> None:
    page = record(worker_client, observation, outcome=outcome, **typed)
    assert (page.status_code, checks()) == (422, [])
    assert form_with(page, "temperature")["temperature"] == typed.get("temperature", "")


def test_the_way_is_asked(worker_client: Client, observation: Observation) -> None:
    assert "channel" not in form_with(worker_client.get(check_url(observation)), "temperature")
    page = record(worker_client, observation, temperature="36.6", channel="")
    assert (page.status_code, list(page.context["form"].errors), checks()) == (422, ["channel"], [])


def test_who_held_no_post_that_day_says_who_did_the_check(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    at = timezone.localtime() - timedelta(days=1)
    row = make_observation(at=at.replace(hour=4), arrived_on=at.date())
    told = {"temperature": "36.6", "claimed_at": at.strftime("%Y-%m-%dT09:00")}
    assert record(worker_client, row, **told).status_code == 302
    Post.objects.update(from_on=at.date() + timedelta(days=1))
    page = record(worker_client, row, **told)
    assert (page.status_code, "note" in page.context["form"].errors, len(checks())) == (422, True, 1)
    told["temperature"] = "36.5"
    assert record(worker_client, row, note="王建国查的", **told).status_code == 302
    entry = reverse("desk:entry") + "?show=all"
    said = form_with(worker_client.get(entry), f"{row.pk}-temperature") | {
        f"{row.pk}-temperature": "36.7",
        "channel": "VISIT",
        "claimed_at": told["claimed_at"],
    }
    refused = worker_client.post(entry, said)
    assert (refused.status_code, "请写明是谁查的" in words(refused)) == (422, True)
    assert worker_client.post(entry, said | {"seen_by": "王建国"}).status_code == 302
    assert checks()[-1].note == "查的人：王建国"
