"""What a phone brings of venues."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from linli.venues.commands import NewInspection, inspect_venue
from linli.venues.models import Venue
from linli.venues.queries import venues_visible

from linli.messages import NOT_YOURS, Answer, Message, MessageKind, Refused, Strict, Words
from linli.staff.rights import Action


class VenueLook(Strict):
    """One look at a suspended venue."""

    venue: UUID
    found_open: bool
    note: Words = ""


def take(*, message: Message) -> Answer:
    """Write one look down. Raises Refused."""
    venue = venues_visible(viewer=message.reach).filter(pk=message.data.venue).first()
    if venue is None:
        raise Refused(NOT_YOURS)
    new = NewInspection(
        id=message.id,
        venue=venue,
        found_open=message.data.found_open,
        at=message.claimed_at,
        note=message.data.note,
    )
    inspect_venue(new=new, by=message.by, now=message.now)
    return {"status": "ok"}


def place(*, message: Message) -> str | None:
    """Return the area of the venue that was looked at."""
    return Venue.objects.filter(pk=message.data.venue).values_list("area", flat=True).first()


VENUE: Final = MessageKind(
    code="venue",
    words=_("查看停业场所"),
    shape=VenueLook,
    right=Action.INSPECT_VENUE,
    place=place,
    take=take,
)
