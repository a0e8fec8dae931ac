"""How long somebody stays signed in, and how they are signed out elsewhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.signin.commands.sweeping import sweep_sessions
from linli.signin.models import SignInCode
from linli.signin.sessions import SEEN_AT
from linli.signin.tests.conftest import PASSWORD, AtPlace, is_in, try_in
from linli.staff.commands import end_post
from linli.staff.models import Post, User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID, MakeObservation

MakeUser = Callable[..., User]


@pytest.fixture
def user(make_user: MakeUser) -> User:
    return make_user(role=Role.SECRETARY, area=COMMUNITY)


def move_back(client: Client, *, minutes: int) -> None:
    """Let the last thing that was done lie longer ago."""
    session = client.session
    session[SEEN_AT] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


@pytest.mark.parametrize(("minutes", "stays"), [(14, True), (15, False), (600, False)])
def test_on_a_shared_computer_a_quarter_of_an_hour_signs_out(
    minutes: int, stays: bool, user: User, at: AtPlace
) -> None:
    client = at()
    try_in(client, user.username, shared="on")
    move_back(client, minutes=minutes)
    assert (client.get("/people/").status_code == 200) is stays
    assert is_in(client) is stays
    if not stays:
        assert "这台公用电脑 15 分钟没有操作，已自动退出" in client.get("/sign-in/").text


def test_whoever_works_there_stays(user: User, at: AtPlace) -> None:
    client = at()
    try_in(client, user.username, shared="on")
    for _ in range(4):
        move_back(client, minutes=10)
        assert client.get("/people/").status_code == 200


def test_the_api_says_that_the_sign_in_is_over(user: User, at: AtPlace) -> None:
    client = at()
    try_in(client, user.username, shared="on")
    move_back(client, minutes=15)
    assert client.post("/api/v1/day", "{}", content_type="application/json").status_code == 401


def test_elsewhere_a_sign_in_lasts_a_working_day_however_much_is_done(user: User, at: AtPlace) -> None:
    client = at()
    try_in(client, user.username)
    assert SEEN_AT not in client.session
    client.get("/people/")
    left = client.session.get_expiry_date() - timezone.now()
    assert timedelta(hours=11, minutes=58) < left <= timedelta(hours=12)


def test_a_shared_computer_too_ends_after_a_working_day(user: User, at: AtPlace) -> None:
    client = at()
    try_in(client, user.username, shared="on")
    end = client.session.get_expiry_date()
    move_back(client, minutes=5)
    client.get("/people/")
    assert client.session.get_expiry_date() == end


def test_the_page_tells_it_beforehand(at: AtPlace, db: None) -> None:
    assert "15 分钟没有操作就自动退出" in at().get("/sign-in/").text


def test_one_sees_where_one_is_signed_in_and_ends_one_of_them(user: User, at: AtPlace) -> None:
    here, there = at("203.0.113.7"), at("203.0.113.8")
    there.defaults["HTTP_USER_AGENT"] = (
        "Mozilla/5.0 (Linux; Android 8.0) AppleWebKit/537.36 Chrome/64.0 Mobile"
    )
    for client in (here, there):
        try_in(client, user.username)
    page = here.get("/sign-in/sessions/")
    assert [session.is_current for session in page.context["sessions"]] == [True, False]
    assert "安卓手机 Chrome" in page.text
    assert "203.0.113.8" in page.text

    other = page.context["sessions"][1].id
    assert here.post(f"/sign-in/sessions/{other}/end/").status_code == 302

    assert there.get("/people/")["Location"].startswith("/sign-in/")
    assert here.get("/people/").status_code == 200
    (event,) = AuditEvent.objects.filter(county=COUNTY, action="session.ended")
    assert (event.subject, event.changed) == (user.pk, {"count": 1})


def test_all_others_end_at_once(user: User, at: AtPlace) -> None:
    clients = [at(f"203.0.113.{n}") for n in range(4)]
    for client in clients:
        try_in(client, user.username)
    clients[0].post("/sign-in/sessions/end/")
    assert [is_in(client) for client in clients] == [True, False, False, False]
    assert Session.objects.filter(session_key__in=UserSession.objects.values("session_key")).count() == 1


def test_nobody_ends_a_session_of_somebody_else(user: User, make_user: MakeUser, at: AtPlace) -> None:
    mine, theirs = at(), at()
    try_in(mine, user.username)
    try_in(theirs, make_user(role=Role.GRID_WORKER, area=GRID).username)
    session = UserSession.objects.exclude(user=user).get()
    assert mine.post(f"/sign-in/sessions/{session.pk}/end/").status_code == 404
    assert is_in(theirs)


def test_a_changed_password_ends_the_other_sessions(user: User, at: AtPlace) -> None:
    here, there = at("203.0.113.7"), at("203.0.113.8")
    for client in (here, there):
        try_in(client, user.username)
    new = "jiangnan-2020-chun"
    said = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post("/password/", said).status_code == 302
    assert here.get("/people/").status_code == 200
    assert there.get("/people/")["Location"].startswith("/sign-in/")
    assert AuditEvent.objects.filter(county=COUNTY, action="password.changed").count() == 1


def test_a_mistake_in_a_new_password_is_422(user: User, client: Client) -> None:
    client.force_login(user)
    said = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    assert client.post("/password/", said).status_code == 422


def test_whose_last_post_ended_sees_nothing_at_the_next_request(
    user: User, make_observation: MakeObservation, at: AtPlace
) -> None:
    observation = make_observation(name="王芳")
    client = at()
    try_in(client, user.username)
    assert "王芳" in client.get("/people/").text
    end_post(post=Post.objects.get(user=user), by=None, now=timezone.now())
    assert "王芳" not in client.get("/people/").text
    assert client.get(f"/people/{observation.person_id}/").status_code == 404
    assert "还没有岗位" in client.get("/").text


@pytest.mark.parametrize(("days", "left"), [(-1, 0), (1, 1)])
def test_a_session_that_is_over_goes_and_one_that_holds_stays(
    days: int, left: int, user: User, at: AtPlace
) -> None:
    try_in(at(), user.username)
    now = timezone.now()
    Session.objects.update(expire_date=now + timedelta(days=days))
    sweep_sessions(now=now)
    assert (Session.objects.count(), UserSession.objects.count()) == (left, left)


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_a_code_is_forgotten_a_month_after_it_ran_out(days: int, left: int, user: User) -> None:
    now = timezone.now()
    SignInCode.objects.create(
        user=user,
        county=COUNTY,
        community=COMMUNITY,
        area=GRID,
        digest="0" * 64,
        issued_at=now,
        issued_by=user.pk,
        expires_at=now - timedelta(days=days),
    )
    sweep_sessions(now=now)
    assert SignInCode.objects.count() == left
