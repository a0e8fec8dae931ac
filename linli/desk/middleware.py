"""What people see while the keys of the machine do not open what its database holds."""

import logging
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.sealing.ring import SealingFault

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
