"""The API of the phone: what it needs for the day, and what it brings back. Every answer is JSON."""

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from ninja import NinjaAPI
from ninja.decorators import decorate_view
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import APIKeyCookie

from linli.clock import day_of
from linli.field.commands.held import hold_operations
from linli.field.commands.phones import PhoneOfAnother, see_phone
from linli.field.commands.take import take_operations
from linli.field.models import Phone
from linli.field.queries.day import delta_for, told
from linli.field.queries.worker import grids_for, protocols_for, words_for
from linli.field.rules import KEEP, LATE_DELIVERY, MOST_OPERATIONS, ClockIsNonsense, skew_of
from linli.field.shapes import DayIn, Refusal, SyncIn, SyncOut
from linli.staff.http import viewer_in
from linli.staff.models import User
from linli.staff.queries import viewer_since
from linli.staff.rules import Viewer


class SignedIn(APIKeyCookie):
    """The session of a member of staff; a stranger is told so, never led to a page."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer | None:
        """Return who asks, None for a stranger."""
        return viewer_in(request)


api = NinjaAPI(title="Linli", version="1", urls_namespace="field-api", auth=SignedIn(), docs_url=None)
REFUSALS: Any = {401: Refusal, 403: Refusal, 413: Refusal, 422: Refusal}


class TooMany(Exception):
    """More operations than one message may hold."""


class Revoked(Exception):
    """The phone may fetch nothing more."""


@api.post("/sync", response={200: SyncOut, **REFUSALS})
def sync(request: HttpRequest, body: SyncIn) -> HttpResponse:
    """Take what was done at the doors; each operation is answered by itself, in order."""
    if len(body.ops) > MOST_OPERATIONS:
        raise TooMany
    now = timezone.now()
    skew = skew_of(sent_at=body.sent_at, now=now)
    user = cast("User", request.user)
    phone = see_phone(id=body.device, user=user, name="", skew_seconds=skew, now=now)
    if phone.revoked_at:
        answers = hold_operations(said=body.ops, phone=phone, skew_seconds=skew, now=now)
    else:
        answers = take_operations(
            said=body.ops,
            phone=phone,
            skew_seconds=skew,
            by=cast("Viewer", request.auth),  # type: ignore[attr-defined]  # put there by ninja
            reach=viewer_since(user=user, since=day_of(now - LATE_DELIVERY), on=day_of(now)),
            now=now,
        )
    # Our own dictionaries: reading them a second time by their shape would cost as much as the checks.
    return JsonResponse({"server_now": told(now), "skew_seconds": skew, "answers": answers})


@api.post("/day", response={200: dict[str, Any], **REFUSALS})
@decorate_view(gzip_page)
def day(request: HttpRequest, body: DayIn) -> HttpResponse:
    """Return what the phone lacks of its user's doors, and whom to ring there."""
    now = timezone.now()
    user = cast("User", request.user)
    skew = skew_of(sent_at=body.sent_at, now=now)
    phone = see_phone(id=body.device, user=user, name=body.name.replace("\0", ""), skew_seconds=skew, now=now)
    if phone.revoked_at:
        raise Revoked
    viewer = cast("Viewer", request.auth)  # type: ignore[attr-defined]  # put there by ninja
    get_token(request)  # the cookie for the next message
    return JsonResponse(_day(phone, viewer, body, now))


def _day(phone: Phone, viewer: Viewer, body: DayIn, now: datetime) -> dict[str, Any]:
    delta = delta_for(viewer=viewer, have=body.have, now=now)
    return {
        "server_now": told(now),
        "user": {"id": str(viewer.user_id), "name": viewer.name},
        "day": day_of(now).isoformat(),
        "keep_days": KEEP.days,
        "grids": grids_for(viewer=viewer, on=day_of(now)),
        "protocols": protocols_for(codes=delta.protocols),
        "words": words_for(),
        "households": delta.households,
        "gone": delta.gone,
        "more": delta.more,
    }


def _refuse(request: HttpRequest, status: int, code: str, detail: str = "") -> HttpResponse:
    return api.create_response(request, {"code": code, "detail": detail}, status=status)


@api.exception_handler(AuthenticationError)
def _signed_out(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return _refuse(request, 401, "signed_out", _("登录已过期，请重新登录；没有上传的记录还在手机里。"))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what ninja refuses itself: a missing token (403), a body that is no JSON (400)."""
    if error.status_code == 403:  # noqa: PLR2004
        return _refuse(request, 403, "csrf", _("页面过期，请刷新后重试。"))
    return _refuse(request, 422, "malformed", str(error))


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _refuse(request, 422, "malformed", "; ".join(str(e.get("msg", "")) for e in error.errors))


@api.exception_handler(ClockIsNonsense)
def _clock(request: HttpRequest, _error: ClockIsNonsense) -> HttpResponse:
    return _refuse(request, 422, "malformed", _("手机的时间不对，请先调准再上传。"))


@api.exception_handler(TooMany)
def _too_many(request: HttpRequest, _error: TooMany) -> HttpResponse:
    return _refuse(request, 413, "too_many")


@api.exception_handler(Revoked)
def _revoked(request: HttpRequest, _error: Revoked) -> HttpResponse:
    return _refuse(request, 403, "revoked", _("这部手机已被停用。"))


@api.exception_handler(PhoneOfAnother)
def _other_user(request: HttpRequest, _error: PhoneOfAnother) -> HttpResponse:
    return _refuse(request, 403, "other_user")
