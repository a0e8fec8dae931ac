"""Addresses that take forms alone: opened by hand, or after the session ended, they lead to a page that opens."""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from linli.referrals.models import ClinicStaff, Referral
from linli.staff.models import User
from linli.staff.rights import Role
from linli.ways_back import opens, page_near
from tests.addresses import WHERE_SET_UP, addresses, filled
from tests.cast import COMMUNITY
from tests.posts import sign_in_as
from tests.scope_rows import Rows

pytestmark = pytest.mark.once

OPENS: Final = frozenset({200, 302})
# Who together may see every page.
WHO: Final = ("secretary", "grid worker", "doctor", "clinic", "police", "county", "administrator")
ONWARD: Final = re.compile(r'class="btn btn-primary" href="([^"]+)"')


def form_doors(rows: Rows) -> list[str]:
    """Return every address that takes forms alone, filled in with rows."""
    routes = [
        route for name, route in addresses() if not route.startswith("/api/") and name not in WHERE_SET_UP
    ]
    return [path for path in sorted({filled(route, rows) for route in routes}) if not opens(path=path)]


def test_every_door_for_forms_leads_to_a_page_that_opens(
    rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    rows = rows_in(community=COMMUNITY)
    paths = form_doors(rows)
    assert len(paths) > 50
    staff = {who: Client() for who in WHO}
    for who, signed_in in staff.items():
        sign_in_as(signed_in, who, make_user)
    ClinicStaff.objects.update(clinic=Referral.objects.get(pk=rows.referral_id).sent_to)
    targets: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        targets[page_near(path=path)].add(path)
        for answer in (client.get(path), client.post(path)):
            if answer.status_code == 302:
                targets[_next(answer.headers["Location"])].add(path)
    nowhere = {
        to: those
        for to, those in targets.items()
        if not any(signed_in.get(to).status_code in OPENS for signed_in in staff.values())
    }
    assert nowhere == {}


def test_a_door_for_forms_opened_by_hand_says_that_nothing_was_saved(
    rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    rows = rows_in(community=COMMUNITY)
    client.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    answer = client.get(f"/people/{rows.person_id}/identity/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "没有保存任何内容" in answer.content.decode()
    assert ONWARD.findall(answer.content.decode()) == [f"/people/{rows.person_id}/"]


def _next(location: str) -> str:
    return parse_qs(urlsplit(location).query).get("next", ["/"])[0]


def test_a_form_sent_after_the_session_ended_says_so_and_leads_back_to_where_it_was_filled(
    client: Client,
) -> None:
    answer = client.post(
        "/arrivals/new/", {"name": "周敏"}, HTTP_REFERER="http://testserver/arrivals/new/?lead=1"
    )
    assert answer.headers["Location"].endswith("?next=/arrivals/new/%3Flead%3D1")
    assert "刚才填的没有保存" in client.get(answer.headers["Location"]).content.decode()
    foreign = client.post("/language-of-nobody/", HTTP_REFERER="http://elsewhere.test/day/")
    assert foreign.status_code == 404
    elsewhere = client.post("/arrivals/new/", HTTP_REFERER="http://elsewhere.test/day/")
    assert elsewhere.headers["Location"].endswith("?next=/arrivals/new/")


def test_a_form_without_its_token_leads_back_to_the_page_it_came_from(make_user: Callable[..., User]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    answer = client.post("/language/", HTTP_REFERER="http://testserver/people/?q=1")
    assert answer.status_code == 403
    assert 'href="/people/?q=1"' in answer.content.decode()


def test_the_nearest_page_is_above() -> None:
    assert page_near(path="/day/") == "/day/"
    assert page_near(path="/people/nobody/knows/") == "/people/"
    assert page_near(path="/nowhere/") == "/"
