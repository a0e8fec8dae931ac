"""Tells the audit from where a request comes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from linli.audit.request import Origin, set_origin
from linli.signin.places import address_of


def tell_origin(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let the events of a request know its address and browser, and nothing after it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        told = request.headers.get("User-Agent", "")
        browser = "".join(sign for sign in told if sign.isprintable())  # a database takes no NUL
        set_origin(Origin(address=address_of(request), browser=browser))
        try:
            return get_response(request)
        finally:
            set_origin(None)

    return middleware
