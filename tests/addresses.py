"""Every address that Linli answers, and what the walks through them send."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from linli.config import urls
from linli.problems import PICTURES
from tests.scope_rows import Rows

# Which exist only where a provider of sign-in is set up: linli/signin/tests/test_providers.py reaches them.
WHERE_SET_UP: Final = frozenset(
    {"signin:provider", "signin:connect", "signin:disconnect", "wecom_callback", "dingtalk_callback"}
)
FORM: Final = {
    "reason": "CALL",
    "state": "STRUCK_OFF",
    "what": "end",
    "sure": "yes",
    "decision": "DIFFERENT",
    "way": "CALL",
    "purpose": "HEALTH",
    "at": "2020-01-27T09:00",
    "to": "ACCEPTED",
    "outcome": "DONE",
    "channel": "VISIT",
    "temperature": "36.5",
    "name": "新网格",
    "next": "/",
    "language": "zh-hans",
}


def addresses() -> Iterator[tuple[str, str]]:
    """Yield (name, route) of every address that Linli answers."""

    def below(patterns: list[URLPattern | URLResolver], prefix: str, space: str) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from below(
                    pattern.url_patterns, route, f"{pattern.namespace}:" if pattern.namespace else space
                )
            else:
                yield f"{space}{pattern.name}", route

    yield from below(get_resolver().url_patterns, "/", "")


def filled(route: str, rows: Rows) -> str:
    """Fill a route's parameters; one that no row answers is a KeyError, so that no new address is forgotten."""
    values = {**vars(rows), **rows.more}
    return re.sub(r"<\w+:(\w+)>", lambda match: str(values[match[1]]), route)


def asked(client: Client, method: str, address: str, said: dict[str, Any]) -> Any:
    """Ask for an address, or post to it as its pages or programs do: the API takes JSON, or a picture at its door."""
    if method == "GET":
        return client.get(address)
    if address.startswith("/api/"):
        kind = "image/jpeg" if address == PICTURES else "application/json"
        return client.post(address, said, content_type=kind)
    return client.post(address, said)


def refuse_without_a_page(patch: pytest.MonkeyPatch) -> None:
    """Let a refusal be the exception's own words: the page around them, the same for every row, is half of what it costs."""
    for status in (403, 404):
        patch.setattr(urls, f"handler{status}", partial(_in_its_words, status=status), raising=False)


def _in_its_words(_request: HttpRequest, exception: Exception, *, status: int) -> HttpResponse:
    return HttpResponse(str(exception), status=status)
