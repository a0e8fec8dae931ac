"""The door of telephones: whole numbers of one household where something is to be done now, to be dialled at once."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Router, Schema

from linli.people.commands import show_phones
from linli.phone.answers import DialOut
from linli.phone.binding import bind, ensure_same
from linli.phone.commands.phones import Revoked, know_phone
from linli.problems import REFUSED
from linli.staff.models import User
from linli.staff.rules import Viewer
from linli.worklist.queries.homes import homes_due

router = Router()


class DialIn(Schema):
    """Which door is to be rung."""

    device: UUID
    household: UUID


@router.post("", response=DialOut, openapi_extra=REFUSED)
def dial(request: HttpRequest, body: DialIn) -> HttpResponse:
    """Tell whom one can ring at a door where something is to be done now; each showing is written down.

    Nobody, for a door where nothing is due, one without a number and one of somebody else's alike: a refusal tells nothing.
    """
    ensure_same(session=request.session, device=body.device)
    now = timezone.now()
    phone = know_phone(id=body.device, user=cast("User", request.user), name="", now=now)
    bind(session=request.session, device=body.device)
    if phone.revoked_at:
        raise Revoked
    viewer = cast("Viewer", request.auth)  # type: ignore[attr-defined]  # put there by ninja
    homes = list(homes_due(viewer=viewer, now=now).filter(pk=body.household))
    shown = show_phones(households=homes, by=viewer, now=now) if homes else {}
    numbers = [{"name": one.person.name, "phone": one.phone} for one in shown.get(body.household, [])]
    response = JsonResponse({"numbers": numbers})
    response["Cache-Control"] = "no-store"
    return response
