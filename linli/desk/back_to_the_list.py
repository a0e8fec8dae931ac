"""Back to the list of what waits when one thing on it is done."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from linli.desk.registers import WAITS

GetResponse = Callable[[HttpRequest], HttpResponse]
# The addresses that do what stands on the list.
ACTS: Final = frozenset(act for kind in WAITS for act in kind.acts)
# The pages that hold it.
LISTS: Final = ("desk:waits", "desk:day")


def lead_back(get_response: GetResponse) -> GetResponse:
    """Lead whoever did something on a page to which the list had led back to the list, with the words that were said of it.

    A page that was opened otherwise, or a form that must be filled in again, stays where it is.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        if (
            request.method == "POST"
            and response.status_code == HTTPStatus.FOUND
            and match is not None
            and match.view_name in ACTS
            and (list_ := _came_from(request))
        ):
            response.headers["Location"] = list_
        return response

    return middleware


def _came_from(request: HttpRequest) -> str:
    """Return the list that had led to the page of a form, as the browser tells its address; '' where none had."""
    page = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    told = parse_qs(urlsplit(page).query).get("back", [""])[0] if is_ours else ""
    return told if told in [reverse(name) for name in LISTS] else ""
