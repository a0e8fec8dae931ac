"""What holds on every door: idle sessions end, a second factor comes first, strangers do not ask without end."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.problems import problem
from linli.signin.commands.attempts import TooManyTries, take_turn
from linli.signin.held_back import hold_back
from linli.signin.places import address_of
from linli.signin.queries.recognition import noted_lacking
from linli.signin.queries.requirements import lacks_second_factor
from linli.signin.rules import Kind, network_of
from linli.signin.sessions import note_activity, was_idle
from linli.staff.http import viewer_in
from linli.staff.queries import User
from linli.staff.rules import Viewer
from linli.ways_back import way_back

GetResponse = Callable[[HttpRequest], HttpResponse]

# All that somebody reaches who needs a second factor and has none yet: setting one up, and leaving.
BEFORE_SECOND_FACTOR: Final = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
        "set_language",
    }
)
# Pages that strangers open without signing in. Those of signing in have limits of their own; the phone's shell is the
# same file for everybody.
STRANGERS_PAGES: Final = frozenset({"papers:verify", "field-api:openapi-json", "signin:helper_door"})
API: Final = "/api/"


def end_idle(get_response: GetResponse) -> GetResponse:
    """End the session of a shared computer where nobody did anything for 15 minutes; the request goes on unsigned."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now()
            if was_idle(session=request.session, now=now):
                logout(request)
                messages.info(request, _("这台公用电脑 15 分钟没有操作，已自动退出。"))
            else:
                note_activity(session=request.session, now=now)
        return get_response(request)

    return middleware


def second_factor_first(get_response: GetResponse) -> GetResponse:
    """Lead whoever needs a second factor and has none to setting one up, from every address; the API says so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        viewer = viewer_in(request) if request.user.is_authenticated else None
        if viewer is None or not _lacks(request, viewer):
            return get_response(request)
        hold_back(request)
        if _name(request) in BEFORE_SECOND_FACTOR:
            return get_response(request)
        if request.path.startswith(API):
            said = _("您的岗位要求两步验证，请先在电脑上登录并设置。")
            return problem(status=HTTPStatus.FORBIDDEN, code="second_factor", detail=said)
        return redirect("mfa_index")

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


def _lacks(request: HttpRequest, viewer: Viewer) -> bool:
    """Say whether a second factor is lacking: as it was read with the user of the session, else asked."""
    noted = noted_lacking(user=cast("User", request.user))
    return lacks_second_factor(viewer=viewer) if noted is None else noted


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
