"""The door of pictures: one picture a message, as the phone drew it, with what it shows in the address."""

from http import HTTPStatus
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from linli.clock import day_of
from linli.phone.answers import PictureOut
from linli.phone.binding import bind, ensure_same
from linli.phone.commands.phones import Revoked, know_phone
from linli.phone.pictures import kind_named
from linli.phone.rules import by_our_clock
from linli.phone.shapes import PictureIn
from linli.pictures.commands.keeping import PictureIdReused, keep_picture
from linli.problems import PICTURE_TYPES, REFUSED, problem, refusals
from linli.staff.http import reach_in
from linli.staff.models import User
from linli.staff.rules import Reach
from linli.uploads.kinds import Refused
from linli.uploads.pictures import MOST_BYTES

router = Router()
_TOO_LARGE: Final = frozenset({"TOO_LARGE", "TOO_LARGE_UNPACKED"})
_DOCUMENT: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            name: {"schema": {"type": "string", "format": "binary"}} for name in sorted(PICTURE_TYPES)
        },
    },
    "responses": REFUSED["responses"]
    | refusals(
        {
            404: "no_subject, nothing of this kind and id is there (yet) of which the user may bring a picture; to be"
            " sent again later, for the picture may come before what it shows.",
            409: "id_reused, the id names another picture.",
            413: f"too_large: more than {MOST_BYTES} bytes, or too many pixels.",
            415: "not_picture: neither image/jpeg nor image/png.",
            422: "malformed; fields tells where. damaged: it cannot be opened.",
        }
    ),
}


@router.post("", response=PictureOut, openapi_extra=_DOCUMENT)
def bring(request: HttpRequest, told: Query[PictureIn]) -> HttpResponse:
    """Keep one picture; the same again is answered as a duplicate, so that a phone may always retry."""
    ensure_same(session=request.session, device=told.device)
    now = timezone.now()
    user = cast("User", request.user)
    phone = know_phone(id=told.device, user=user, name="", now=now)
    bind(session=request.session, device=told.device)
    if phone.revoked_at:
        raise Revoked
    kind = kind_named(code=told.kind)
    taken_at = by_our_clock(told=told.taken_at, skew_seconds=phone.skew_seconds) if told.taken_at else now
    # As with what was done at a door: by the posts held on its day.
    held = cast("Reach", reach_in(request)).on(day_of(taken_at))
    area = kind.takes(held, told.subject) if kind else None
    if area is None:
        return problem(status=HTTPStatus.NOT_FOUND, code="no_subject")
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _refused("TOO_LARGE")
    try:
        kept = keep_picture(
            id=told.id,
            kind=told.kind,
            subject=told.subject,
            area=area,
            content=request.body,
            by=user.pk,
            now=now,
        )
    except Refused as error:
        return _refused(error.code)
    except PictureIdReused:
        return problem(status=HTTPStatus.CONFLICT, code="id_reused")
    return JsonResponse({"id": str(told.id), "status": "ok" if kept.is_new else "duplicate"})


def _refused(code: str) -> HttpResponse:
    if code in _TOO_LARGE:
        return problem(status=413, code="too_large", detail=_("照片太大，没有保存。"))
    return problem(status=422, code="damaged", detail=_("这不是能打开的照片（JPEG 或 PNG），没有保存。"))
