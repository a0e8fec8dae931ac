"""Reads of channels and of what goes by them: those of the very offices of the viewer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from linli.channels.models import Channel as Channel  # pages may name the type of a row
from linli.channels.models import Message
from linli.channels.rules import TOLD_AFTER_TRIES, State
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


@dataclass(frozen=True)
class Health:
    """How a channel does. sent_at: when something last went out; behind: how many wait or failed, where one has failed."""

    sent_at: datetime | None = None
    behind: int = 0


def health_of(*, channels: Sequence[Channel]) -> dict[UUID, Health]:
    """Return how each channel does by its id; one statement."""
    unsent = Q(state__in=[State.WAITING, State.FAILED])
    rows = (
        Message.objects.filter(channel__in=channels)
        .values("channel_id")
        .annotate(
            last=Max("sent_at"),
            unsent=Count("pk", filter=unsent),
            faults=Count("pk", filter=unsent & ~Q(fault="")),
        )
        .order_by()
    )
    return {row["channel_id"]: Health(row["last"], row["unsent"] if row["faults"] else 0) for row in rows}


@dataclass(frozen=True)
class Carried:
    """A channel by which a thing was told. sent_at: when it first went out; None: it has not."""

    area: str
    name: str
    kind: str
    sent_at: datetime | None


def carried(*, thing: str, areas: Collection[str], since: datetime) -> list[Carried]:
    """Return the channels of some offices that were to carry a thing, without their addresses; one statement.

    since: nothing of it was queued before.
    """
    rows = (
        Message.objects.filter(area__in=areas, queued_at__gte=since, thing=thing)
        .values_list("area", "channel__name", "channel__kind")
        .annotate(sent=Min("sent_at"))
        .order_by("area", "channel__name", "channel_id")
    )
    return [Carried(*row) for row in rows]


def messages_failed(*, viewer: Viewer | None) -> QuerySet[Message]:
    """Return what did not go out and nobody has given up, of the offices that the viewer speaks for.

    What has been tried a few times in vain counts, though it is still tried.

    An administrator only keeps the channels, and finds it on their page.
    """
    kept = own_offices(viewer=viewer, action=Action.KEEP_CHANNELS)
    areas = [area for area in own_offices(viewer=viewer, action=Action.SEAL_REPORT) if area in kept]
    in_vain = Q(state=State.FAILED) | Q(state=State.WAITING, tries__gte=TOLD_AFTER_TRIES)
    return Message.objects.filter(in_vain, area__in=areas)
