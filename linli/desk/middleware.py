"""What people see while the keys of the machine do not open what its database holds, and at an address for forms alone."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.problems import API
from linli.sealing.ring import SealingFault
from linli.ways_back import way_back

GetResponse = Callable[[HttpRequest], HttpResponse]
log: Final = logging.getLogger("linli.sealing")


class KeysThatDoNotOpen:
    """Answers 503 with a page for people at the desk; the sentence for whoever runs the machine goes to the log.

    A class, for Django hands exceptions of pages to a method only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> Any:
        """Answer a SealingFault; leave others alone."""
        if not isinstance(fault, SealingFault):
            return None
        log.error("%s", fault)
        return render(request, "desk/keys.html", status=503)


def wrong_method(get_response: GetResponse) -> GetResponse:
    """Answer 405 with a page that says nothing was saved and leads on, where the browser would show one of its own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.path.startswith(API):
            return response
        said = {"way_back": way_back(request)}
        page = render(request, "desk/wrong_way.html", said, status=HTTPStatus.METHOD_NOT_ALLOWED)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page

    return middleware
