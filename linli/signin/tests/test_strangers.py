"""Pages that strangers open: so often from an address, and never slower for those who work."""

from collections.abc import Callable

import pytest
from django.test import Client

from linli.signin.middleware import STRANGERS_PAGES
from linli.signin.models import Attempt
from linli.signin.rules import LIMITS, Kind
from linli.signin.tests.conftest import AtPlace
from linli.staff.models import User
from linli.staff.rights import Role
from tests.addresses import WHERE_SET_UP, addresses, filled
from tests.cast import COMMUNITY
from tests.scope_rows import Rows

pytestmark = pytest.mark.once

(LIMIT,) = LIMITS[Kind.PUBLIC].unfamiliar
# Open to strangers without such a limit: signing in has limits of its own; a language, the way out and the phone's
# page read nothing from the database.
OTHERS = frozenset(
    {
        "account_login",
        "account_logout",
        "mfa_authenticate",
        "signin:code",
        "set_language",
        "phone:phone",
        "phone:phone_page",
        "phone:service_worker",
        "phone:manifest",
    }
)


def test_a_stranger_asks_so_often_and_no_more(at: AtPlace, db: None) -> None:
    client = at("203.0.113.7")
    statuses = [client.get("/verify/unknown/").status_code for _ in range(LIMIT.most + 2)]
    assert statuses == [404] * LIMIT.most + [429] * 2
    answer = client.get("/verify/unknown/")
    assert "请 5 分钟后再试" in answer.text
    assert answer["Retry-After"] == "300"
    assert at("203.0.113.8").get("/verify/unknown/").status_code == 404
    assert "203.0.113" not in str(list(Attempt.objects.values()))


def test_signed_in_work_is_never_slowed(make_user: Callable[..., User], client: Client) -> None:
    client.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    assert {client.get("/verify/unknown/").status_code for _ in range(LIMIT.most + 5)} == {404}
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("trusted", [[], ["10.0.0.1"]])
def test_the_address_comes_from_a_trusted_proxy_only(trusted: list[str], db: None, settings: object) -> None:
    settings.PROXIES = trusted  # type: ignore[attr-defined]
    statuses = [
        Client(REMOTE_ADDR="10.0.0.1")
        .get("/verify/unknown/", headers={"X-Forwarded-For": f"203.0.113.{n}"})
        .status_code
        for n in range(LIMIT.most + 1)
    ]
    assert statuses[-1] == (404 if trusted else 429)


def test_every_page_that_strangers_open_is_limited(rows_in: Callable[..., Rows], client: Client) -> None:
    rows = rows_in(community=COMMUNITY)
    open_ = {
        name
        for name, route in addresses()
        if client.get(filled(route, rows)).status_code in {200, 404} and name != "field-api:api-root"
    }
    assert open_ <= STRANGERS_PAGES | OTHERS | WHERE_SET_UP
    assert "papers:verify" in open_
