"""Who opens which page of observation, and that each opens in English too."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.ids import new_id
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.observation.tests.acts import DAY, Enter, check_url, record, words, yesterday
from linli.staff.rights import Role
from tests.cast import COMMUNITY, GRID, SIBLING, MakeObservation


@pytest.mark.parametrize("where", ["other grid", "sibling community"])
def test_a_foreign_person_does_not_exist(
    where: str, worker_client: Client, make_observation: MakeObservation
) -> None:
    now = timezone.now()
    foreign = (
        make_observation(at=now, arrived_on=yesterday(), grid_name="第二网格", name="周敏")
        if where == "other grid"
        else make_observation(at=now, arrived_on=yesterday(), community=SIBLING, name="周敏")
    )
    person = reverse("desk:person", args=[foreign.person_id])
    assert worker_client.get(person).status_code == 404
    assert worker_client.get(check_url(foreign)).status_code == 404
    typed = {"id": new_id(), "outcome": "DONE", "channel": "VISIT", "claimed_at": "2020-01-27T08:00"}
    assert worker_client.post(check_url(foreign), typed | {"temperature": "36.5"}).status_code == 404
    assert worker_client.post(person + "identity/", {"reason": "CALL"}).status_code == 404
    for listing in (DAY, "/people/", "/people/?q=周敏", "/alerts/", "/referrals/"):
        assert "周敏</a>" not in words(worker_client.get(listing))


@pytest.mark.parametrize("page", ["observation:release", "desk:end"])
def test_a_worker_ends_nobodys_observation(
    page: str, worker_client: Client, observation: Observation
) -> None:
    said = {"state": "LOST", "reason": "电话不通"}
    url = reverse(page, args=[observation.pk])
    assert worker_client.post(url, said).status_code == 404
    observation.refresh_from_db()
    assert observation.state == State.OBSERVING


@pytest.mark.parametrize(
    "path", [DAY, "/alerts/", "/people/", "/arrivals/new/", "/grids/", "/referrals/", "check", "person"]
)
def test_a_stranger_is_sent_to_the_sign_in_page(path: str, observation: Observation, client: Client) -> None:
    urls = {
        "check": check_url(observation),
        "person": reverse("desk:person", args=[observation.person_id]),
    }
    url = urls.get(path, path)
    answer = client.get(url)
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={url}")


@pytest.mark.parametrize("role", [Role.GRID_WORKER, Role.SECRETARY, Role.DOCTOR])
def test_every_page_opens_in_english_too(
    role: Role, enter: Enter, observation: Observation, worker_client: Client
) -> None:
    record(worker_client, observation, temperature="38.1")
    browser = enter(role=role, area=GRID if role == Role.GRID_WORKER else COMMUNITY)
    pages = [DAY, "/alerts/", "/people/", "/referrals/", check_url(observation)]
    pages.append(reverse("desk:person", args=[observation.person_id]))
    if role != Role.DOCTOR:
        pages.append("/arrivals/new/")
    if role == Role.SECRETARY:
        pages += ["/grids/", reverse("desk:end", args=[observation.pk])]
    for url in pages:
        page = browser.get(url, headers={"accept-language": "en"})
        assert page.status_code == 200, url
        assert '<html lang="en">' in words(page), url
