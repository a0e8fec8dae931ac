"""Gives each request an identifier that its audit events carry."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from linli.audit.request import set_request_id
from linli.ids import new_id


def request_id(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Name the request; the answer tells the name, so that a user can quote it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        identifier = str(new_id())
        set_request_id(identifier)
        response = get_response(request)
        response["X-Request-Id"] = identifier
        set_request_id("")
        return response

    return middleware
