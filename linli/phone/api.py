"""The API of the phone: what it needs for the day, and what it brings back. Every answer is JSON."""

from datetime import datetime
from http import HTTPStatus
from typing import Any, Final, cast

from django.contrib.auth import logout
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.gzip import gzip_page
from ninja import NinjaAPI
from ninja.decorators import decorate_view
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import APIKeyCookie
from pydantic import ValidationError as PydanticError

from linli.clock import day_of
from linli.emergencies.queries import answers_any, waiting_for
from linli.phone.answers import DayOut, SyncOut, UrgentOut, UserOut
from linli.phone.binding import OtherDevice, bind, ensure_same
from linli.phone.commands.messages import take_message
from linli.phone.commands.phones import (
    PhoneOfAnother,
    Revoked,
    is_revoked,
    note_call,
    note_lost,
    note_other_device,
    see_phone,
)
from linli.phone.dial_door import router as dial_door
from linli.phone.faults import fault_words
from linli.phone.json_body import JsonBody
from linli.phone.kinds import kinds_for
from linli.phone.picture_door import router as picture_door
from linli.phone.queries.day import delta_for
from linli.phone.queries.sections import sections_for
from linli.phone.queries.slots import told
from linli.phone.queries.worker import grids_for, lost_cards_for, protocols_for, user_told, words_for
from linli.phone.reading import sending_of
from linli.phone.rules import DAYS_AHEAD, KEEP, MOST_OPERATIONS, ClockIsNonsense, skew_of
from linli.phone.shapes import DayIn, Device, SyncIn
from linli.problems import REFUSED, problem
from linli.staff.http import reach_in, viewer_in
from linli.staff.models import User
from linli.staff.rules import Reach, Viewer
from linli.worklist.queries.tasks import tasks_for


class SignedIn(APIKeyCookie):
    """The session of a member of staff; a stranger is told so, never led to a page."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer | None:
        """Return who asks, None for a stranger."""
        return viewer_in(request)


api = NinjaAPI(
    title="Linli",
    version="1",
    urls_namespace="field-api",
    auth=SignedIn(),
    docs_url=None,
    parser=JsonBody(),
    description="What a worker's phone asks and brings. Signed in by the session cookie; the token of the cookie"
    " csrftoken goes into the header X-CSRFToken. Every refusal is a problem (RFC 9457) with a stable code.",
)
api.add_router("/pictures", picture_door)
api.add_router("/dial", dial_door)
# ninja's own names before the way to a field.
LEAD: Final = {"body": len(("body", "body")), "query": len(("query",))}
REVOKED: Final = gettext_lazy("这部手机已被停用。")
UNREADABLE: Final = gettext_lazy("服务器读不懂这次发来的内容，什么都没有保存。")


class TooMany(Exception):
    """More operations than one message may hold."""


@api.post("/me", response=UserOut, openapi_extra=REFUSED)
def me(request: HttpRequest) -> dict[str, str]:
    """Tell who is signed in: a phone then asks with the id that it has for this user, to which the sign-in belongs."""
    return user_told(viewer=cast("Viewer", request.auth))  # type: ignore[attr-defined]  # put there by ninja


@api.post("/urgent", response=UrgentOut, openapi_extra=REFUSED)
def urgent(request: HttpRequest) -> dict[str, object]:
    """Tell how many emergencies wait for who is signed in: asked every 45 seconds while the phone is open."""
    viewer = cast("Viewer", request.auth)  # type: ignore[attr-defined]  # put there by ninja
    answers = answers_any(viewer=viewer)
    return {"answers": answers, "waiting": waiting_for(viewer=viewer).count() if answers else 0}


@api.post("/sync", response=SyncOut, openapi_extra=REFUSED)
def sync(request: HttpRequest, body: SyncIn) -> HttpResponse:
    """Take what was done at the doors; each operation is answered by itself, in order."""
    if len(body.ops) > MOST_OPERATIONS:
        raise TooMany
    ensure_same(session=request.session, device=body.device)
    now = timezone.now()
    skew = skew_of(sent_at=body.sent_at, now=now)
    answers = take_message(
        said=body.ops,
        device=body.device,
        user=cast("User", request.user),
        skew_seconds=skew,
        sending=sending_of(body=body, now=now),
        by=cast("Viewer", request.auth),  # type: ignore[attr-defined]  # put there by ninja
        reach=cast("Reach", reach_in(request)),
        now=now,
    )
    bind(session=request.session, device=body.device)
    # Our own dictionaries: reading them a second time by their shape would cost as much as the checks. Tests do.
    return JsonResponse({"server_now": told(now), "skew_seconds": skew, "answers": answers})


@api.post("/day", response=DayOut, openapi_extra=REFUSED)
@decorate_view(gzip_page)
def day(request: HttpRequest, body: DayIn) -> HttpResponse:
    """Return what the phone lacks of its user's doors, and whom to ring there."""
    ensure_same(session=request.session, device=body.device)
    now = timezone.now()
    user = cast("User", request.user)
    skew = skew_of(sent_at=body.sent_at, now=now)
    name = body.name.replace("\0", "")
    if not note_call(id=body.device, user=user, name=name, skew_seconds=skew, now=now):
        phone = see_phone(id=body.device, user=user, name=name, skew_seconds=skew, now=now)
        bind(session=request.session, device=body.device)
        if phone.revoked_at:
            raise Revoked
    if body.lost:
        viewer = cast("Viewer", request.auth)  # type: ignore[attr-defined]  # put there by ninja
        note_lost(id=body.device, lost=body.lost, by=viewer, now=now)
    bind(session=request.session, device=body.device)
    viewer = cast("Viewer", request.auth)  # type: ignore[attr-defined]  # put there by ninja
    get_token(request)  # the cookie for the next message
    return JsonResponse(_day(viewer, body, now))


def _day(viewer: Viewer, body: DayIn, now: datetime) -> dict[str, Any]:
    delta = delta_for(viewer=viewer, have=body.have, now=now)
    return {
        "server_now": told(now),
        "user": user_told(viewer=viewer),
        "day": day_of(now).isoformat(),
        "keep_days": KEEP.days,
        "grids": grids_for(viewer=viewer, on=day_of(now)),
        "protocols": protocols_for(codes=delta.protocols),
        "words": words_for(),
        "kinds": [kind.code for kind in kinds_for(viewer=viewer)],
        "sections": sections_for(viewer=viewer, have=body.sections, now=now),
        "households": delta.households,
        "tasks": None if delta.more else _tasks(viewer, now),
        "lost_cards": lost_cards_for(viewer=viewer, now=now),
        "gone": delta.gone,
        "more": delta.more,
    }


def _tasks(viewer: Viewer, now: datetime) -> list[dict[str, Any]]:
    tasks = tasks_for(viewer=viewer, last=day_of(now) + DAYS_AHEAD, now=now)
    return [task | {"due_at": told(task["due_at"])} for task in tasks]


@api.exception_handler(AuthenticationError)
def _signed_out(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """Answer a stranger; a phone that was revoked is told so, which forgets everybody then."""
    try:
        device = Device.model_validate_json(request.body).device
    except (PydanticError, RequestDataTooBig):
        device = None
    if device is not None and is_revoked(id=device):
        return problem(status=403, code="revoked", detail=REVOKED)
    return problem(
        status=401, code="signed_out", detail=_("登录已过期，请重新登录；没有上传的记录还在手机里。")
    )


@api.exception_handler(HttpError)
def _http(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what ninja refuses itself: a missing token (403), a body that is no JSON (400)."""
    if error.status_code == HTTPStatus.FORBIDDEN:
        return problem(status=403, code="csrf", detail=_("页面过期，请刷新后重试。"))
    return problem(status=422, code="malformed", detail=UNREADABLE)


@api.exception_handler(ValidationError)
def _malformed(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {".".join(map(str, e["loc"][LEAD[e["loc"][0]] :])): fault_words(error=e) for e in error.errors}
    return problem(status=422, code="malformed", detail=UNREADABLE, fields=fields)


@api.exception_handler(ClockIsNonsense)
def _clock(_request: HttpRequest, _error: ClockIsNonsense) -> HttpResponse:
    return problem(status=422, code="malformed", detail=_("手机的时间不对，请先调准再上传。"))


@api.exception_handler(TooMany)
def _too_many(_request: HttpRequest, _error: TooMany) -> HttpResponse:
    return problem(status=413, code="too_many")


@api.exception_handler(RequestDataTooBig)
def _too_large(_request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    return problem(status=413, code="too_large")


@api.exception_handler(Revoked)
def _revoked(_request: HttpRequest, _error: Revoked) -> HttpResponse:
    return problem(status=403, code="revoked", detail=REVOKED)


@api.exception_handler(OtherDevice)
def _other_device(request: HttpRequest, error: OtherDevice) -> HttpResponse:
    """End a session that comes with another device: it was carried from one phone to another."""
    (device,) = error.args
    note_other_device(by=cast("Viewer", viewer_in(request)), device=device, now=timezone.now())
    logout(request)
    return problem(status=403, code="other_device", detail=_("这次登录是在另一部手机上的，请重新登录。"))


@api.exception_handler(PhoneOfAnother)
def _other_user(_request: HttpRequest, _error: PhoneOfAnother) -> HttpResponse:
    return problem(status=403, code="other_user")
