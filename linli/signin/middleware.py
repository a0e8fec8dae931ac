"""What holds on every door: idle sessions end, first things come first, strangers do not ask without end."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.problems import problem
from linli.signin.commands.attempts import TooManyTries, take_turn
from linli.signin.first import first_of
from linli.signin.held_back import hold_back
from linli.signin.places import address_of
from linli.signin.rules import Kind, network_of
from linli.signin.sessions import note_activity, was_idle
from linli.ways_back import way_back

GetResponse = Callable[[HttpRequest], HttpResponse]

# Pages that strangers open without signing in. Those of signing in have limits of their own; the phone's shell is the
# same file for everybody.
STRANGERS_PAGES: Final = frozenset(
    {"papers:verify", "papers:collection", "field-api:openapi-json", "signin:helper_door"}
)
# What a page asks by itself: nobody did anything.
BY_ITSELF: Final = frozenset({"emergencies:waiting", "field-api:urgent"})
API: Final = "/api/"


def end_idle(get_response: GetResponse) -> GetResponse:
    """End the session of a shared computer where nobody did anything for 15 minutes; the request goes on unsigned."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now()
            if was_idle(session=request.session, now=now):
                logout(request)
                messages.info(request, _("这台公用电脑 15 分钟没有操作，已自动退出。"))
            elif _name(request) not in BY_ITSELF:
                note_activity(session=request.session, now=now)
        return get_response(request)

    return middleware


def first_things_first(get_response: GetResponse) -> GetResponse:
    """Lead whoever must choose a password or set up a second factor to doing it, from every address; the API says so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        first = first_of(request)
        if first is None:
            return get_response(request)
        hold_back(request)
        if _name(request) in first.doors:
            return get_response(request)
        if request.path.startswith(API):
            return problem(status=HTTPStatus.FORBIDDEN, code=first.code, detail=str(first.said))
        return redirect(first.page)

    return middleware


def limit_strangers(get_response: GetResponse) -> GetResponse:
    """Let an address open pages without signing in only so often; signed-in work is never slowed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated and _name(request) in STRANGERS_PAGES:
            try:
                take_turn(kind=Kind.PUBLIC, key=network_of(address_of(request)), now=timezone.now())
            except TooManyTries as error:
                return too_many(request, error)
        return get_response(request)

    return middleware


def too_many(request: HttpRequest, error: TooManyTries) -> HttpResponse:
    """Say that it is too much and how long to wait: 429, for a machine also as Retry-After in seconds."""
    said = {"minutes": error.minutes, "way_back": way_back(request)}
    response = render(request, "signin/too_many.html", said, status=429)
    response["Retry-After"] = str(error.minutes * 60)
    return response


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
