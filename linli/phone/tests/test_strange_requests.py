"""Requests that no phone sends are refused as problems, before anything is read or written."""

import json
from typing import Any

import pytest
from django.test import Client

from linli.observation.models import Observation
from linli.phone.json_body import DEEPEST
from linli.phone.tests.conftest import Held
from linli.problems import MEDIA_TYPE

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADDRESSES = ("/api/v1/sync", "/api/v1/day")


def refused(response: Any) -> tuple[int, str]:
    """Return status and code of a problem, and hold it to its shape."""
    said = response.json()
    assert response.headers["Content-Type"] == MEDIA_TYPE
    assert (said["type"], said["status"]) == ("about:blank", response.status_code)
    assert said["title"]
    assert {"type", "title", "status", "detail", "code"} <= set(said)
    return response.status_code, said["code"]


def envelope(phone: Held, ops: str) -> str:
    return f'{{"device": "{phone.id}", "sent_at": "{phone.now.isoformat()}", "have": [], "ops": {ops}}}'


def nested(levels: int) -> str:
    return '[{"id": ' + "[" * levels + "]" * levels + "}]"


@pytest.mark.parametrize(
    "ops",
    [
        '[{"id": NaN}]',
        '[{"id": -Infinity}]',
        nested(DEEPEST),
        nested(400),  # which Python reads, and stumbles over when it writes it
        nested(900),
        nested(100_000),
        '[{"id": ' + "9" * 5000 + "}]",
        '[{"id": "\\ud8zz"}]',
        "[,]",
    ],
    ids=["NaN", "Infinity", "deep", "deeper", "at the limit", "abyss", "huge", "half an escape", "comma"],
)
def test_what_is_no_json_or_no_sane_one_is_malformed(phone: Held, ops: str) -> None:
    response = phone.client.post("/api/v1/sync", envelope(phone, ops), content_type="application/json")

    assert refused(response) == (422, "malformed")
    assert response.json()["detail"] == "服务器读不懂这次发来的内容，什么都没有保存。"


@pytest.mark.parametrize(
    "ops",
    [
        nested(DEEPEST - 10),
        '[{"id": 1e400}]',
        '[{"id": "\\ud800"}]',
        '[{"id": "a", "id": "b"}]',
        '[{"id": "\\u0000"}]',
        '[{"": null, "\\u0000": {}}]',
        '[{"id": 123456789012345678901234567890}]',
        '[{"id": "\\u202e\\ud83d\\ude00"}]',
        "[{}]",
    ],
    ids=["nested", "overflow", "surrogate", "twice", "NUL", "odd keys", "large", "odd text", "empty"],
)
def test_an_odd_operation_is_rejected_by_itself(phone: Held, observed: Observation, ops: str) -> None:
    both = ops[:-1] + "," + json.dumps(phone.check(observed)) + "]"
    response = phone.client.post("/api/v1/sync", envelope(phone, both), content_type="application/json")

    assert response.status_code == 200, response.content
    assert [a["status"] for a in response.json()["answers"]] == ["rejected", "ok"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "nonsense",
        "a/b;c",
    ],
)
def test_only_json_is_taken(phone: Held, address: str, content_type: str) -> None:
    """A form of another site can send these without asking the browser first; a form's body is read only once."""
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'
    response = phone.client.generic("POST", address, body, content_type=content_type)

    assert refused(response) == (415, "not_json")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_not_allowed(phone: Held, address: str, method: str) -> None:
    response = phone.client.generic(method, address, b"{}", content_type="application/json")

    assert refused(response) == (405, "method_not_allowed")
    assert response.headers["Allow"] == "POST"


@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v1/song", "/api/v2/day", "/api/v1/day/x/%00"])
def test_an_address_that_nobody_knows_is_a_problem_too(phone: Held, address: str) -> None:
    assert refused(phone.client.post(address, {}, content_type="application/json")) == (404, "not_found")


def test_head_has_no_body(phone: Held) -> None:
    response = phone.client.head("/api/v1/day")

    assert (response.status_code, response.content) == (405, b"")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_body_beyond_the_limit_is_too_large(phone: Held, address: str, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = phone.post(address, {"name": "x" * 1001})

    assert refused(response) == (413, "too_large")


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "x/" * 3000},
        {"Accept": "\x00;q=nan, */*;q=-1"},
        {"Accept-Language": "zh-" * 500},
        {"Accept-Language": "../../etc;q=9e99"},
        {"Accept-Encoding": "gzip;q=x,,,\x7f"},
        {"X-CSRFToken": "\xff" * 64},
        {"Content-Encoding": "gzip"},
        {"If-None-Match": '"'},
        {"If-Modified-Since": "yesterday"},
        {"Range": "bytes=9-1"},
        {"Expect": "the worst"},
        {"X-Forwarded-For": "'; DROP TABLE staff_user; --"},
        {"X-Request-ID": "\r\n\x00" * 50},
    ],
    ids=lambda headers: "=".join(*headers.items())[:30].encode("ascii", "backslashreplace").decode(),
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_odd_headers_change_nothing(
    phone: Held, observed: Observation, address: str, headers: dict[str, str]
) -> None:
    said = {"device": str(phone.id), "sent_at": phone.now.isoformat(), "ops": [phone.check(observed)]}

    response = phone.client.post(address, said, content_type="application/json", headers=headers)

    assert response.status_code == 200, response.content


@pytest.mark.parametrize(
    "cookie",
    [
        r'sessionid="\000aaaaaaaaaaaa"',
        r'sessionid="\355\240\200aaaaaaaaaaaa"',
        "sessionid=" + "a" * 6000,
        "sessionid=;=;;;csrftoken",
        r'csrftoken="\000"; sessionid=aaaaaaaaaaaaaaaa',
        r'django_language="\000"; messages="\000"',
        "messages=[[[[",
        "sessionid=\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8",
    ],
)
@pytest.mark.parametrize("address", [*ADDRESSES, "/", "/sign-in/", "/people/", "/w/"])
def test_a_malformed_cookie_is_a_strangers(address: str, cookie: str) -> None:
    client = Client()
    client.raise_request_exception = False
    ask = client.post if address in ADDRESSES else client.get

    response = ask(address, content_type="application/json", HTTP_COOKIE=cookie)

    assert response.status_code in {200, 302, 400, 401, 403}, response.status_code


def test_a_token_that_is_none_is_refused(phone: Held) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = phone.client.cookies
    for token in ("", "x", "\xff" * 32, "\x00" * 32, "a" * 64, "b" * 9000):
        for cookie in ("", "x", "b" * 32, "b" * 9000):
            strict.cookies["csrftoken"] = cookie
            response = strict.post(
                "/api/v1/day", {}, content_type="application/json", headers={"X-CSRFToken": token}
            )
            assert refused(response) == (403, "csrf")


def test_an_error_of_ours_is_a_problem_without_words_about_the_inside(
    phone: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What breaks the server must not show what it had in hand; the phone tries the rest without it."""
    phone.client.raise_request_exception = False
    monkeypatch.setattr("linli.phone.api.see_phone", lambda **_told: 1 / 0)

    response = phone.post("/api/v1/day", {})

    assert refused(response) == (500, "broken")
    assert response.json()["detail"] == ""


def test_a_host_that_is_not_served_is_a_bad_request(db: None) -> None:
    response = Client().post("/api/v1/day", {}, content_type="application/json", HTTP_HOST="a b")

    assert refused(response) == (400, "bad_request")
