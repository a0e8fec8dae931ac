"""Reads of channels and of what goes by them: those of the very offices of the viewer."""

from django.db.models import QuerySet

from linli.channels.models import Channel as Channel  # pages may name the type of a row
from linli.channels.models import Message
from linli.channels.rules import State
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices


def channels_kept(*, viewer: Viewer | None) -> QuerySet[Channel]:
    """Return the channels of the viewer's offices, by office and name; those that were removed are left out."""
    areas = own_offices(viewer=viewer, action=Action.KEEP_CHANNELS)
    return Channel.objects.filter(area__in=areas, removed_at=None).order_by("area", "name", "pk")


def messages_kept(*, viewer: Viewer | None) -> QuerySet[Message]:
    """Return the messages of the viewer's offices, the newest first."""
    areas = own_offices(viewer=viewer, action=Action.KEEP_CHANNELS)
    return Message.objects.filter(area__in=areas).select_related("channel").order_by("-queued_at", "-pk")


def messages_failed(*, viewer: Viewer | None) -> QuerySet[Message]:
    """Return what did not go out and nobody has given up, of the offices that the viewer speaks for.

    An administrator only keeps the channels, and finds it on their page.
    """
    kept = own_offices(viewer=viewer, action=Action.KEEP_CHANNELS)
    areas = [area for area in own_offices(viewer=viewer, action=Action.SEAL_REPORT) if area in kept]
    return Message.objects.filter(area__in=areas, state=State.FAILED)
