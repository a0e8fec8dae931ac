"""Second factors: no door opens before, a code counts once, secrets are sealed."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from linli.problems import PICTURES
from linli.signin.first import SECOND_FACTOR
from linli.signin.models import Attempt, TotpStep
from linli.signin.rules import totp
from linli.signin.tests.acts import MakeUser, actions, enrol
from linli.signin.tests.conftest import AtPlace, is_in, try_in
from linli.staff.models import User
from linli.staff.rights import Role
from tests.addresses import addresses, filled
from tests.cast import COMMUNITY, COUNTY, code_of_app
from tests.scope_rows import Rows

pytestmark = pytest.mark.once


def test_the_password_alone_does_not_lead_in(officer: User, at: AtPlace) -> None:
    client = at()
    answer = try_in(client, officer.username)
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/second/")
    assert not is_in(client)
    for page in ("/", "/reports/", "/sign-in/security/", "/sign-in/sessions/", "/password/"):
        assert client.get(page)["Location"].startswith("/sign-in/?next="), page
    assert client.post("/api/v1/day", {}, content_type="application/json").status_code == 401


def test_the_second_step_leads_in_and_on_to_the_page_that_was_asked_for(officer: User, at: AtPlace) -> None:
    client = at()
    try_in(client, officer.username, next="/overdue/")
    answer = client.post("/sign-in/second/", {"code": code_of_app()})
    assert (answer.status_code, answer["Location"]) == (302, "/overdue/")
    assert is_in(client)
    assert client.get("/rights/").status_code == 200


def test_a_wrong_code_is_422_and_the_page_asks_again(officer: User, at: AtPlace) -> None:
    client = at()
    try_in(client, officer.username)
    answer = client.post("/sign-in/second/", {"code": "000000"})
    assert answer.status_code == 422
    assert "验证码不对" in answer.text
    assert not is_in(client)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"code": ""},
        {"credential": ""},
        {"credential": "{}"},
        {"credential": "null"},
        {"credential": "[1]"},
    ],
)
def test_nonsense_for_a_second_step_is_422(officer: User, at: AtPlace, said: dict[str, str]) -> None:
    client = at()
    try_in(client, officer.username)
    assert client.post("/sign-in/second/", said).status_code == 422
    assert not is_in(client)


def test_a_code_counts_once(officer: User, at: AtPlace) -> None:
    first, second = at(), at()
    for client in (first, second):
        try_in(client, officer.username)
    code = code_of_app()
    assert first.post("/sign-in/second/", {"code": code}).status_code == 302
    assert second.post("/sign-in/second/", {"code": code}).status_code == 422
    assert second.post("/sign-in/second/", {"code": code_of_app(steps_later=-1)}).status_code == 422  # older
    assert second.post("/sign-in/second/", {"code": code_of_app(steps_later=1)}).status_code == 302


def test_the_code_that_enrolled_an_app_counts_no_more(newcomer: User, at: AtPlace) -> None:
    client, later = at(), at()
    try_in(client, newcomer.username)
    secret = enrol(client)
    step = TotpStep.objects.get().step
    try_in(later, newcomer.username)
    assert later.post("/sign-in/second/", {"code": totp(secret=secret, step=step)}).status_code == 422
    assert later.post("/sign-in/second/", {"code": totp(secret=secret, step=step + 1)}).status_code == 302


def test_codes_are_not_guessed(officer: User, at: AtPlace) -> None:
    client = at()
    try_in(client, officer.username)
    statuses = [client.post("/sign-in/second/", {"code": f"{n:06}"}).status_code for n in range(8)]
    assert statuses == [422] * 5 + [429] * 3
    assert client.post("/sign-in/second/", {"code": code_of_app()}).status_code == 429
    assert "请 15 分钟后再试" in client.post("/sign-in/second/", {"code": code_of_app()}).text
    # Signing in with the password once more does not begin the count anew.
    again = at()
    try_in(again, officer.username)
    assert again.post("/sign-in/second/", {"code": code_of_app()}).status_code == 429
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=15))
    assert again.post("/sign-in/second/", {"code": code_of_app()}).status_code == 302


def test_whoever_needs_a_second_factor_and_has_none_is_led_to_setting_one_up(
    newcomer: User, at: AtPlace
) -> None:
    client = at()
    assert try_in(client, newcomer.username)["Location"] == "/"
    assert client.get("/")["Location"] == "/sign-in/security/"
    page = client.get("/sign-in/security/")
    assert "您的岗位要求两步验证" in page.text
    assert "/reports/" not in page.text  # no menu, no counts


def all_names(patterns: Any, space: str = "") -> set[str]:
    names: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            names |= all_names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            names.add(f"{space}{pattern.name}")
    return names


def test_no_door_opens_without_the_second_factor(
    rows_in: Callable[..., Rows], make_user: MakeUser, client: Client
) -> None:
    """Every address, the phone's page and API included; none but setting one up and leaving."""
    rows = rows_in(community=COMMUNITY)
    user = make_user(role=Role.COUNTY_OFFICER, area=COUNTY)
    Authenticator.objects.all().delete()
    client.force_login(user)
    assert all_names(get_resolver().url_patterns) >= SECOND_FACTOR.doors
    asked = 0
    for name, route in addresses():
        if name in SECOND_FACTOR.doors:
            continue
        # A form sent to the API is refused before anybody looks who sends it.
        kind = "application/json" if route.startswith("/api/") else MULTIPART_CONTENT
        if route == PICTURES:
            kind = "image/jpeg"
        for answer in (
            client.get(filled(route, rows)),
            client.post(filled(route, rows), {}, content_type=kind),
        ):
            asked += 1
            if route.startswith("/api/"):
                assert answer.status_code == 403, name
                assert json.loads(answer.content)["code"] == "second_factor", name
            else:
                assert (answer.status_code, answer["Location"]) == (302, "/sign-in/security/"), name
    assert asked > 100
    assert client.get("/no/such/page/")["Location"] == "/sign-in/security/"


def test_setting_up_an_app_right_after_the_password_opens_the_doors(newcomer: User, at: AtPlace) -> None:
    client = at()
    try_in(client, newcomer.username)
    enrol(client)
    shown = re.findall(r"<code>(\d{8})</code>", client.get("/sign-in/security/codes/").text)
    assert len(shown) == 10
    assert not re.findall(r"<code>(\d{8})</code>", client.get("/sign-in/security/codes/").text)
    assert client.get("/")["Location"] == "/waits/"
    assert actions() == ["sign_in.done", "second_factor.added", "second_factor.added"]


def test_a_wrong_first_code_is_explained_and_the_secret_stays(newcomer: User, at: AtPlace) -> None:
    client = at()
    try_in(client, newcomer.username)
    before = re.findall(r"data-secret>([A-Z2-7]+)<", client.get("/sign-in/security/app/").text)
    answer = client.post("/sign-in/security/app/", {"code": "000000"})
    assert answer.status_code == 422
    assert "数字不对" in answer.text
    assert re.findall(r"data-secret>([A-Z2-7]+)<", answer.text) == before
