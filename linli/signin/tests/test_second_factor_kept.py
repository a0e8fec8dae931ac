"""A second factor after it was set up: kept from theft, renewed, taken away, and for whom it is required."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.signin.cli import reset_second_factor as reset_command
from linli.signin.commands.second_factor import reset_second_factor
from linli.signin.models import TotpStep
from linli.signin.tests.acts import MakeUser, actions, enrol
from linli.signin.tests.conftest import PASSWORD, AtPlace, try_in
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COUNTY, GRID, PROVINCE, code_of_app

pytestmark = pytest.mark.once


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
    assert actions() == ["sign_in.failed", "second_factor.removed"]


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


def test_a_security_administrator_of_the_province_sets_which_posts_need_one(
    make_user: MakeUser, at: AtPlace, client: Client
) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    client.force_login(make_user(role=Role.SECURITY_ADMINISTRATOR, area=PROVINCE))
    page = client.get("/sign-in/requirements/")
    assert page.text.count("checked") == 7

    client.post("/sign-in/requirements/", {"role": ["GRID_WORKER", "SECURITY_ADMINISTRATOR"]})

    (event,) = AuditEvent.objects.filter(county=PROVINCE, action="second_factor.required_of")
    assert event.changed == {
        "GRID_WORKER": True,
        "COUNTY_OFFICER": False,
        "CITY_OFFICER": False,
        "PROVINCE_OFFICER": False,
        "ADMINISTRATOR": False,
        "CLINIC": False,
        "AUDITOR": False,
    }
    browser = at()
    try_in(browser, worker.username)
    assert browser.get("/day/")["Location"] == "/sign-in/security/"
    assert "应当要求</span>" in client.get("/sign-in/requirements/").text


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.SECURITY_ADMINISTRATOR, COUNTY),
        (Role.ADMINISTRATOR, PROVINCE),
        (Role.PROVINCE_OFFICER, PROVINCE),
    ],
)
def test_nobody_else_does(role: Role, area: Any, make_user: MakeUser, client: Client) -> None:
    client.force_login(make_user(role=role, area=area))
    assert client.get("/sign-in/requirements/").status_code == 403
    assert client.post("/sign-in/requirements/").status_code == 403


def test_the_command_resets_too_and_says_so(officer: User) -> None:
    answer = CliRunner().invoke(reset_command, [officer.username])
    assert (answer.exit_code, Authenticator.objects.count()) == (0, 0)
    assert CliRunner().invoke(reset_command, ["nobody"]).exit_code == 2
