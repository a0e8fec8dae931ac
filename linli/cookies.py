"""Cookies that no browser of ours was given: a quoted one may spell a NUL, which PostgreSQL takes for no text at all."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def forget_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Forget cookies that hold a NUL, before anybody looks a session up by one: who sends them is a stranger."""

    def middleware(request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return get_response(request)

    return middleware
