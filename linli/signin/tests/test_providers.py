"""WeCom and DingTalk, against a server that answers as theirs do."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.dingtalk.views import DingTalkOAuth2Adapter
from django.test import Client

from linli.audit.models import AuditEvent, AuditOrigin
from linli.signin.queries.places import NO_AREA
from linli.signin.rules import LIMITS, Kind
from linli.signin.tests.conftest import PASSWORD, AtPlace, is_in, try_in
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID

pytestmark = pytest.mark.once

MakeUser = Callable[..., User]
ATTACKER = "198.51.100.66"
# code -> what the provider knows of whoever it gave the code to
WECOM = {"of-li": {"errcode": 0, "userid": "lili"}, "of-guest": {"errcode": 0, "openid": "guest"}}
DINGTALK = {"of-li": {"openId": "li-open", "unionId": "li", "nick": "李丽", "mobile": "13800000000"}}


class Provider(BaseHTTPRequestHandler):
    """Answers the calls of both providers, as their documents say."""

    def do_GET(self) -> None:
        """Answer WeCom's two calls and DingTalk's profile."""
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == "/cgi-bin/gettoken":
            good = (asked["corpid"], asked["corpsecret"]) == ("corp", "secret")
            self.say(
                {"errcode": 0, "access_token": "app", "expires_in": 7200} if good else {"errcode": 40001}
            )
        elif address.path == "/cgi-bin/auth/getuserinfo":
            known = WECOM.get(asked["code"]) if asked["access_token"] == "app" else None  # noqa: S105
            self.say(known or {"errcode": 40029})
        else:
            self.say(DINGTALK[self.headers["x-acs-dingtalk-access-token"]])

    def do_POST(self) -> None:
        """Answer DingTalk's call for a token; the token of this one is the code itself."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if asked["clientSecret"] != "secret" or asked["code"] not in DINGTALK:
            self.send_error(400)
            return
        self.say({"accessToken": asked["code"], "refreshToken": "r", "expireIn": 7200})

    def say(self, told: dict[str, Any]) -> None:
        """Answer with JSON."""
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(autouse=True)
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start the server, and set both providers up to be asked there."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "wecom": {
            "APP": {"client_id": "corp", "key": "1000002", "secret": "secret"},
            "API": address,
            "LOGIN": address,
        },
        "dingtalk": {"APP": {"client_id": "ding", "secret": "secret"}, "SCOPE": ["openid"]},
    }
    monkeypatch.setattr(DingTalkOAuth2Adapter, "access_token_url", f"{address}/token")
    monkeypatch.setattr(DingTalkOAuth2Adapter, "profile_url", f"{address}/me")
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def user(make_user: MakeUser) -> User:
    return make_user(role=Role.SECRETARY, area=COMMUNITY)


def state_in(address: str) -> str:
    return parse_qs(urlsplit(address).query)["state"][0]


def come_back(client: Client, state: str, code: str = "of-li", name: str = "wecom") -> Any:
    """Come back from the provider as its page sends a browser back."""
    key = "authCode" if name == "dingtalk" else "code"
    return client.get(f"/sign-in/back/{name}/", {key: code, "state": state})


def connect(client: Client, name: str = "wecom", code: str = "of-li") -> Any:
    """Connect the account over there, from the page about one's own sign-in."""
    page = client.post(f"/sign-in/with/{name}/connect/")
    return come_back(client, state_in(page.context["address"]), code, name)


def sign_in(client: Client, name: str = "wecom", code: str = "of-li") -> Any:
    """Sign in from the sign-in page."""
    there = client.get(f"/sign-in/with/{name}/", {"next": "/people/"})
    return come_back(client, state_in(there["Location"]), code, name)


@pytest.mark.parametrize("name", ["wecom", "dingtalk"])
def test_whoever_connected_an_account_signs_in_with_it(name: str, user: User, at: AtPlace) -> None:
    desk = at()
    try_in(desk, user.username)
    assert connect(desk, name)["Location"] == "/sign-in/security/"
    assert "已连接" in desk.get("/sign-in/security/").text
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.extra_data) == (user, name, {})

    phone = at()
    assert sign_in(phone, name)["Location"] == "/people/"
    assert is_in(phone)
    acts = (
        AuditEvent.objects.filter(county=COUNTY, subject=user.pk).exclude(action="post.given").order_by("id")
    )
    assert [(event.action, event.changed.get("way")) for event in acts] == [
        ("sign_in.done", "PASSWORD"),
        ("provider.connected", None),
        ("sign_in.done", "PROVIDER"),
    ]


@pytest.mark.parametrize("name", ["wecom", "dingtalk"])
def test_nobody_gets_an_account_that_way(name: str, user: User, at: AtPlace) -> None:
    client = at()
    users = User.objects.count()
    assert sign_in(client, name)["Location"] == "/sign-in/"
    assert not is_in(client)
    assert "还没有连接到邻里的用户" in client.get("/sign-in/").text
    assert (User.objects.count(), SocialAccount.objects.count()) == (users, 0)


def test_the_second_factor_is_asked_all_the_same(make_user: MakeUser, at: AtPlace) -> None:
    officer = make_user(role=Role.COUNTY_OFFICER, area=COUNTY)
    SocialAccount.objects.create(user=officer, provider="wecom", uid="corp:lili")
    client = at()
    assert sign_in(client)["Location"] == "/sign-in/second/"
    assert not is_in(client)


@pytest.mark.parametrize("code", ["of-guest", "unknown"])
def test_a_stranger_to_the_corp_or_a_wrong_code_leads_back_with_a_sentence(
    code: str, user: User, at: AtPlace
) -> None:
    client = at()
    assert sign_in(client, code=code)["Location"] == "/sign-in/"
    assert "那边没有完成登录" in client.get("/sign-in/").text
    assert not is_in(client)


def failed() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(county=NO_AREA, action="sign_in.failed").order_by("id"))


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"code": "unknown"}, "FAILED"),
        ({"code": "of-guest"}, "FAILED"),
        ({"error": "access_denied", "error_description": "secret words"}, "CANCELLED"),
        ({"code": "of-li"}, "UNCONNECTED"),
    ],
)
def test_coming_back_without_a_sign_in_is_an_event_without_what_came_back(
    asked: dict[str, str], why: str, user: User, at: AtPlace
) -> None:
    client = at(ATTACKER)
    client.defaults["HTTP_USER_AGENT"] = "Firefox/115"
    state = state_in(client.get("/sign-in/with/wecom/")["Location"])
    client.get("/sign-in/back/wecom/", asked | {"state": state})
    (event,) = failed()
    typed = {"typed"} if why == "UNCONNECTED" else set()
    assert event.changed.keys() == {"kind", "provider", "why"} | typed
    assert (event.subject, event.changed["provider"], event.changed["why"]) == (None, "wecom", why)
    said = str(event.changed)
    assert not [word for word in (*asked.values(), state, "lili", "app") if word in said]
    origin = AuditOrigin.objects.get(county=NO_AREA, id=event.id)
    assert (origin.address, origin.browser) == (ATTACKER, "Firefox/115")


def test_an_account_that_is_locked_here_is_an_event_of_its_user(user: User, at: AtPlace) -> None:
    SocialAccount.objects.create(user=user, provider="wecom", uid="corp:lili")
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = at()
    sign_in(client)
    assert not is_in(client)
    (event,) = AuditEvent.objects.filter(county=COUNTY, action="sign_in.failed")
    assert (event.subject, event.changed["why"]) == (user.pk, "INACTIVE")


def test_an_address_that_comes_back_wrongly_for_ever_fills_no_chain_and_locks_nobody_out(
    user: User, at: AtPlace
) -> None:
    SocialAccount.objects.create(user=user, provider="wecom", uid="corp:lili")
    (limit,) = LIMITS[Kind.PROVIDER].unfamiliar
    client = at(ATTACKER)
    for n in range(limit.most + 3):
        assert come_back(client, f"invented {n}")["Location"] == "/sign-in/"
    assert len(failed()) == limit.most
    assert AuditEvent.objects.filter(county=NO_AREA, action="sign_in.refused").count() == 1
    sign_in(client)
    assert is_in(client)


def test_connecting_that_comes_to_nothing_is_no_sign_in(user: User, at: AtPlace) -> None:
    desk = at()
    try_in(desk, user.username)
    connect(desk, code="unknown")
    assert not failed()


def test_dingtalk_refuses_a_wrong_code(user: User, at: AtPlace) -> None:
    client = at()
    assert sign_in(client, "dingtalk", "unknown")["Location"] == "/sign-in/"
    assert not is_in(client)
    assert [event.changed["provider"] for event in failed()] == ["dingtalk"]


def test_an_answer_that_nobody_asked_for_leads_nowhere(user: User, at: AtPlace) -> None:
    SocialAccount.objects.create(user=user, provider="wecom", uid="corp:lili")
    client = at()
    assert come_back(client, "invented")["Location"] == "/sign-in/"
    state = state_in(at().get("/sign-in/with/wecom/")["Location"])
    assert come_back(client, state)["Location"] == "/sign-in/"  # of another browser
    assert client.get("/sign-in/back/wecom/")["Location"] == "/sign-in/"
    assert not is_in(client)


def test_an_account_over_there_is_one_persons(user: User, make_user: MakeUser, at: AtPlace) -> None:
    SocialAccount.objects.create(user=user, provider="wecom", uid="corp:lili")
    other = make_user(role=Role.GRID_WORKER, area=GRID)
    client = at()
    try_in(client, other.username)
    connect(client)
    assert "没有改变" in client.get("/sign-in/security/").text
    assert SocialAccount.objects.get().user == user


def test_connecting_asks_for_the_password_where_it_was_not_typed_just_now(user: User, client: Client) -> None:
    client.force_login(user)
    answer = client.post("/sign-in/with/wecom/connect/")
    assert answer["Location"].startswith("/sign-in/again/?next=")
    page = client.post(answer["Location"], {"password": PASSWORD})
    assert (page.status_code, "去企业微信" in page.text) == (200, True)
    assert client.post("/sign-in/with/wecom/connect/").status_code == 200


def test_a_connection_ends(user: User, client: Client, at: AtPlace) -> None:
    SocialAccount.objects.create(user=user, provider="wecom", uid="corp:lili")
    client.force_login(user)
    assert client.post("/sign-in/with/wecom/disconnect/").status_code == 302
    assert client.post("/sign-in/with/wecom/disconnect/").status_code == 302
    assert not SocialAccount.objects.exists()
    assert not is_in_after(at())
    assert AuditEvent.objects.filter(county=COUNTY, action="provider.disconnected").count() == 1


def is_in_after(client: Client) -> bool:
    sign_in(client)
    return is_in(client)


def test_what_is_not_set_up_is_not_there(user: User, client: Client, settings: Any) -> None:
    assert "用企业微信登录" in client.get("/sign-in/").text
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "用企业微信登录" not in client.get("/sign-in/").text
    for name in ("wecom", "dingtalk"):
        assert client.get(f"/sign-in/with/{name}/").status_code == 404
        assert client.get(f"/sign-in/back/{name}/", {"code": "of-li"}).status_code == 404
    client.force_login(user)
    for act in ("connect", "disconnect"):
        assert client.post(f"/sign-in/with/wecom/{act}/").status_code == 404
