"""Second factors: no door opens before, a code counts once, secrets are sealed."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.problems import PICTURES
from linli.signin.cli import reset_second_factor as reset_command
from linli.signin.commands.second_factor import reset_second_factor
from linli.signin.middleware import BEFORE_SECOND_FACTOR
from linli.signin.models import Attempt, TotpStep
from linli.signin.rules import TOTP_STEP_S, totp
from linli.signin.tests.conftest import PASSWORD, AtPlace, is_in, try_in
from linli.staff.models import User
from linli.staff.rights import Role
from tests.addresses import addresses, filled
from tests.cast import COMMUNITY, COUNTY, GRID, PROVINCE, code_of_app
from tests.scope_rows import Rows

MakeUser = Callable[..., User]


@pytest.fixture
def officer(make_user: MakeUser) -> User:
    """Make an officer of the county with an app."""
    return make_user(role=Role.COUNTY_OFFICER, area=COUNTY)


@pytest.fixture
def newcomer(officer: User) -> User:
    """Take the app away again: an officer who signs in for the first time."""
    Authenticator.objects.all().delete()
    return officer


def actions() -> list[str]:
    found = AuditEvent.objects.filter(county=COUNTY, action__startswith="s").order_by("id")
    return list(found.values_list("action", flat=True))


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
    assert all_names(get_resolver().url_patterns) >= BEFORE_SECOND_FACTOR
    asked = 0
    for name, route in addresses():
        if name in BEFORE_SECOND_FACTOR:
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


def enrol(client: Client) -> str:
    """Set up an app with the secret that the page shows, and return the secret."""
    page = client.get("/sign-in/security/app/")
    secret = re.findall(r"data-secret>([A-Z2-7]+)<", page.text)[0]
    code = totp(secret=secret, step=int(timezone.now().timestamp()) // TOTP_STEP_S)
    answer = client.post("/sign-in/security/app/", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/security/codes/")
    return str(secret)


def test_setting_up_an_app_right_after_the_password_opens_the_doors(newcomer: User, at: AtPlace) -> None:
    client = at()
    try_in(client, newcomer.username)
    enrol(client)
    shown = re.findall(r"<code>(\d{8})</code>", client.get("/sign-in/security/codes/").text)
    assert len(shown) == 10
    assert not re.findall(r"<code>(\d{8})</code>", client.get("/sign-in/security/codes/").text)
    assert client.get("/")["Location"] == "/reports/"
    assert actions() == ["sign_in.done", "second_factor.added", "second_factor.added"]


def test_a_wrong_first_code_is_explained_and_the_secret_stays(newcomer: User, at: AtPlace) -> None:
    client = at()
    try_in(client, newcomer.username)
    before = re.findall(r"data-secret>([A-Z2-7]+)<", client.get("/sign-in/security/app/").text)
    answer = client.post("/sign-in/security/app/", {"code": "000000"})
    assert answer.status_code == 422
    assert "数字不对" in answer.text
    assert re.findall(r"data-secret>([A-Z2-7]+)<", answer.text) == before


def test_no_secret_lies_readable_in_the_database(newcomer: User, at: AtPlace) -> None:
    client = at()
    try_in(client, newcomer.username)
    pending = re.findall(r"data-secret>([A-Z2-7]+)<", client.get("/sign-in/security/app/").text)[0]
    assert pending not in str([row.get_decoded() for row in Session.objects.all()])
    secret = enrol(client)
    codes = re.findall(r"<code>(\d{8})</code>", client.get("/sign-in/security/codes/").text)
    rows = str(list(Authenticator.objects.values_list("data", flat=True)))
    rows += str([row.get_decoded() for row in Session.objects.all()])
    assert not any(word in rows for word in (secret, *codes))


def test_a_recovery_code_stands_in_once(newcomer: User, at: AtPlace) -> None:
    client = at()
    try_in(client, newcomer.username)
    enrol(client)
    code = re.findall(r"<code>(\d{8})</code>", client.get("/sign-in/security/codes/").text)[0]
    first, second = at(), at()
    for other in (first, second):
        try_in(other, newcomer.username)
    assert first.post("/sign-in/second/", {"code": code}).status_code == 302
    assert second.post("/sign-in/second/", {"code": code}).status_code == 422


def test_a_new_factor_ends_the_sessions_that_began_without_it(newcomer: User, at: AtPlace) -> None:
    own, elsewhere = at(), at()
    for client in (own, elsewhere):
        try_in(client, newcomer.username)
    enrol(own)
    assert own.get("/sign-in/security/").status_code == 200
    assert elsewhere.get("/sign-in/security/")["Location"].startswith("/sign-in/?next=")


def test_what_is_delicate_asks_for_the_password_again(officer: User, client: Client) -> None:
    client.force_login(officer)
    for page in ("/sign-in/security/app/end/", "/sign-in/security/codes/new/", "/sign-in/security/passkey/"):
        assert client.post(page)["Location"].startswith("/sign-in/again/?next="), page
    answer = client.post("/sign-in/again/", {"password": "wrong", "next": "/sign-in/security/app/end/"})
    assert (answer.status_code, Authenticator.objects.count()) == (422, 1)
    answer = client.post("/sign-in/again/?next=/sign-in/security/app/end/", {"password": PASSWORD})
    assert answer["Location"] == "/sign-in/security/app/end/"
    assert client.post("/sign-in/security/app/end/").status_code == 302
    assert client.get("/")["Location"] == "/sign-in/security/"
    assert actions() == ["second_factor.removed"]


def test_new_recovery_codes_end_the_old_ones(newcomer: User, at: AtPlace) -> None:
    client = at()
    try_in(client, newcomer.username)
    enrol(client)
    old = re.findall(r"<code>(\d{8})</code>", client.get("/sign-in/security/codes/").text)
    assert client.post("/sign-in/security/codes/new/").status_code == 302
    new = re.findall(r"<code>(\d{8})</code>", client.get("/sign-in/security/codes/").text)
    assert actions()[-1] == "second_factor.renewed"
    other = at()
    try_in(other, newcomer.username)
    assert other.post("/sign-in/second/", {"code": old[0]}).status_code == 422
    assert other.post("/sign-in/second/", {"code": new[0]}).status_code == 302


def test_the_password_again_is_not_guessed(officer: User, client: Client) -> None:
    client.force_login(officer)
    statuses = [client.post("/sign-in/again/", {"password": f"wrong {n}"}).status_code for n in range(12)]
    assert statuses == [422] * 10 + [429] * 2
    old = {
        "old_password": PASSWORD,
        "new_password1": "jiangnan-2020-chun",
        "new_password2": "jiangnan-2020-chun",
    }
    assert client.post("/password/", old).status_code == 429


def test_whoever_does_not_need_one_signs_in_without(make_user: MakeUser, at: AtPlace) -> None:
    user = make_user(role=Role.GRID_WORKER, area=GRID)
    client = at()
    try_in(client, user.username)
    assert client.get("/")["Location"] == "/day/"


def test_a_reset_leads_to_setting_up_anew_and_ends_the_sessions(officer: User, at: AtPlace) -> None:
    client = at()
    try_in(client, officer.username)
    client.post("/sign-in/second/", {"code": code_of_app()})
    assert TotpStep.objects.exists()

    assert reset_second_factor(user=officer, by=None, now=timezone.now()) == 1

    assert client.get("/rights/")["Location"].startswith("/sign-in/?next=")
    try_in(client, officer.username)
    assert client.get("/reports/")["Location"] == "/sign-in/security/"
    assert actions()[-2:] == ["second_factor.reset", "sign_in.done"]


def test_an_administrator_of_the_province_sets_which_posts_need_one(
    make_user: MakeUser, at: AtPlace, client: Client
) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    client.force_login(make_user(role=Role.ADMINISTRATOR, area=PROVINCE))
    page = client.get("/sign-in/requirements/")
    assert page.text.count("checked") == 6

    client.post("/sign-in/requirements/", {"role": ["GRID_WORKER", "ADMINISTRATOR"]})

    (event,) = AuditEvent.objects.filter(county=PROVINCE, action="second_factor.required_of")
    assert event.changed == {
        "GRID_WORKER": True,
        "COUNTY_OFFICER": False,
        "CITY_OFFICER": False,
        "PROVINCE_OFFICER": False,
        "CLINIC": False,
        "AUDITOR": False,
    }
    browser = at()
    try_in(browser, worker.username)
    assert browser.get("/day/")["Location"] == "/sign-in/security/"
    assert "应当要求</span>" in client.get("/sign-in/requirements/").text


@pytest.mark.parametrize(("role", "area"), [(Role.ADMINISTRATOR, COUNTY), (Role.PROVINCE_OFFICER, PROVINCE)])
def test_nobody_else_does(role: Role, area: Any, make_user: MakeUser, client: Client) -> None:
    client.force_login(make_user(role=role, area=area))
    assert client.get("/sign-in/requirements/").status_code == 403
    assert client.post("/sign-in/requirements/").status_code == 403


def test_the_command_resets_too_and_says_so(officer: User) -> None:
    answer = CliRunner().invoke(reset_command, [officer.username])
    assert (answer.exit_code, Authenticator.objects.count()) == (0, 0)
    assert CliRunner().invoke(reset_command, ["nobody"]).exit_code == 2
