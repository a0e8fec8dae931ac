"""How much heavy work a session and an address asked this process for of late: in memory, and so at no statement."""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.problems import API, problem
from linli.signin.places import address_of
from linli.signin.rules import ADDRESS_TIMES, HEAVY_WITHIN, cost_of, network_of
from linli.ways_back import way_back

# What costs far more than a page of a person, and how much: by the name of its address.
HEAVY: Final[Mapping[str, int]] = {
    "field-api:sync": 1,
    "field-api:day": 1,
    "field-api:dial": 5,
    "desk:people": 1,
    "desk:find": 1,
    "staff:places": 1,
    "staff_lists:passwords": 10,
    "desk:printed_day": 10,
    "desk:printed_periods": 10,
    "papers:show": 10,
    "papers:run_file": 10,
    "reports:export": 10,
    "returns:file": 10,
    "rosters:errors": 10,
    "exports:ask": 5,
    "exports:take": 10,
    "findings:findings": 5,
}
# Of these only what is sent: the page itself costs what any page does.
WHEN_SENT: Final = frozenset({"exports:ask", "findings:findings"})
# Above so many keys all are forgotten, so that memory has an end.
REMEMBERED: Final = 20_000


class Spending:
    """Points by session and address in the current span of time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._span = 0
        self._points: dict[str, int] = {}

    def take(self, *, costs: Mapping[str, int], most: Mapping[str, int], span: int) -> bool:
        """Count points by key and return True; False, counting nothing, where one would have more than its most."""
        with self._lock:
            if span != self._span or len(self._points) > REMEMBERED:
                self._span, self._points = span, {}
            after = {key: self._points.get(key, 0) + cost for key, cost in costs.items()}
            if any(points > most[key] for key, points in after.items()):
                return False
            self._points |= after
            return True


SPENDING: Final = Spending()


class LimitHeavy:
    """Answers 429 with a sentence and Retry-After to who asks for too much heavy work; nothing else is looked at.

    A class, for Django hands the name of an address, once known, to a method only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Count a heavy call of somebody signed in, or refuse it."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not settings.HEAVY_CALLS or not is_heavy(request, name) or not request.user.is_authenticated:
            return None
        cost = cost_of(points=HEAVY[name], length=_length(request))
        session, address = f"s{request.session.session_key}", f"a{network_of(address_of(request))}"
        most = {session: settings.HEAVY_CALLS, address: settings.HEAVY_CALLS * ADDRESS_TIMES}
        second, within = int(timezone.now().timestamp()), int(HEAVY_WITHIN.total_seconds())
        if SPENDING.take(costs={session: cost, address: cost}, most=most, span=second // within):
            return None
        return _refused(request, wait_s=within - second % within)


def is_heavy(request: HttpRequest, name: str) -> bool:
    """Say whether what is asked of an address costs points."""
    return name in HEAVY and (request.method == "POST" or name not in WHEN_SENT)


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0


def _refused(request: HttpRequest, *, wait_s: int) -> HttpResponse:
    if request.path.startswith(API):
        said = _("一下子要的太多了，请稍后再试；没有上传的记录还在手机里。")
        response = problem(status=429, code="too_much", detail=said)
    else:
        context = {"way_back": way_back(request), "minutes": -(-wait_s // 60)}
        response = render(request, "signin/too_much.html", context, status=429)
    response["Retry-After"] = str(wait_s)
    return response
