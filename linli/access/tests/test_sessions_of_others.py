"""Whoever keeps an account sees where its user is signed in, and signs them out there or everywhere."""

from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.ids import new_id
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID

MakeUser = Callable[..., User]
ANDROID = "Mozilla/5.0 (Linux; Android 8.0) AppleWebKit/537.36 Chrome/64.0 Mobile"


@pytest.fixture
def worker(make_user: MakeUser) -> User:
    return make_user(role=Role.GRID_WORKER, area=GRID, username="w9")


@pytest.fixture
def boss(make_user: MakeUser, client: Client) -> Client:
    client.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY, username="boss"))
    return client


def sign_in(username: str, *, agent: str = "Windows Chrome/64", **more: str) -> Client:
    client = Client(REMOTE_ADDR="203.0.113.7", HTTP_USER_AGENT=agent)
    client.post("/sign-in/", {"username": username, "password": "a good password", **more})
    return client


def test_each_is_told_by_what_is_known_of_it_and_no_address(worker: User, boss: Client) -> None:
    shared, phone = sign_in("w9", shared="on"), sign_in("w9", agent=ANDROID)
    said = {"device": str(new_id()), "name": "Redmi 7A", "sent_at": timezone.now().isoformat(), "have": []}
    assert phone.post("/api/v1/day", said, content_type="application/json").status_code == 200
    page = boss.get(f"/accounts/{worker.pk}/")
    told = [
        (one.is_phone, one.phone, one.is_shared, one.seen_at is not None) for one in page.context["sessions"]
    ]
    assert told == [(True, "Redmi 7A", False, True), (False, "", True, True)]
    assert "203.0.113.7" not in page.text
    assert shared.get("/day/").status_code == 200


@pytest.mark.both
def test_one_ends_or_all_and_the_audit_says_so(worker: User, boss: Client) -> None:
    here, there, last = (sign_in("w9") for _time in range(3))
    sessions = boss.get(f"/accounts/{worker.pk}/").context["sessions"]
    assert boss.post(f"/accounts/{worker.pk}/sessions/{sessions[-1].id}/end/").status_code == 302
    assert [one.get("/day/").status_code for one in (here, there, last)] == [302, 200, 200]
    assert boss.post(f"/accounts/{worker.pk}/sessions/{sessions[-1].id}/end/").status_code == 404
    assert boss.post(f"/accounts/{worker.pk}/sessions/end/").status_code == 302
    assert [one.get("/day/").status_code for one in (there, last)] == [302, 302]
    assert "正在登录的地方" not in boss.get(f"/accounts/{worker.pk}/").text
    events = AuditEvent.objects.filter(county=COUNTY, action="session.ended_for", subject=worker.pk)
    assert sorted(event.changed["count"] for event in events) == [1, 2]
    assert sign_in("w9").get("/day/").status_code == 200


def test_a_session_of_another_is_not_there(worker: User, boss: Client, make_user: MakeUser) -> None:
    officer = make_user(role=Role.DOCTOR, area=COMMUNITY, username="doc")
    theirs = sign_in("doc")
    session = UserSession.objects.get(user=officer)
    assert boss.post(f"/accounts/{worker.pk}/sessions/{session.pk}/end/").status_code == 404
    assert theirs.get("/people/").status_code == 200
