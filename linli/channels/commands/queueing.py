"""Messages put into the queue, tried again, given up."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from linli.audit.commands import write_event
from linli.channels.models import Channel, Message
from linli.channels.rules import LONGEST, MessageKind, State, rank_of
from linli.staff.rules import Viewer

_OVER = Q(state__in=[State.FAILED, State.GIVEN_UP])


@transaction.atomic
def queue(*, area: str, kind: MessageKind, thing: str, stage: str, text: str, now: datetime) -> None:
    """Queue a text for every channel of an office that is on; the beat sends it. Four statements, one without channels.

    text: without names of persons, for whoever is in the group reads it. thing, stage: what it tells of and how that stands;
    the same is queued once, and of one thing only the newest stage goes out: an older one that still waits is replaced.
    """
    channels = list(Channel.objects.filter(area=area, is_on=True, removed_at=None))
    if channels:
        _put(channels, kind, thing, stage, text, now)


@transaction.atomic
def queue_test(*, channel: Channel, text: str, by: Viewer, now: datetime) -> None:
    """Queue a text that only shows that a channel works."""
    _put([channel], MessageKind.TEST, f"test {channel.pk}", now.isoformat(), text, now)
    write_event(
        action="channel.tested",
        area=channel.area,
        by=by.user_id,
        now=now,
        subject=channel.pk,
        changed={"name": channel.name},
    )


def _put(
    channels: Sequence[Channel], kind: MessageKind, thing: str, stage: str, text: str, now: datetime
) -> None:
    of_thing = Message.objects.filter(channel__in=[channel.pk for channel in channels], thing=thing)
    known = set(of_thing.filter(stage=stage).values_list("channel_id", flat=True))
    new = [
        Message(
            channel=channel,
            area=channel.area,
            kind=kind,
            rank=rank_of(kind=kind),
            thing=thing,
            stage=stage,
            text=text[:LONGEST],
            queued_at=now,
            next_try_at=now,
        )
        for channel in channels
        if channel.pk not in known
    ]
    if new:
        older = of_thing.filter(_untaken(now), channel__in=[message.channel_id for message in new])
        older.update(state=State.REPLACED, holder=None, held_until=None)
        Message.objects.bulk_create(new, ignore_conflicts=True)


def _untaken(now: datetime) -> Q:
    """Return the condition of what waits and is not being sent this moment."""
    return Q(state=State.WAITING) & (Q(held_until=None) | Q(held_until__lte=now))


@transaction.atomic
def try_again(*, message: Message, by: Viewer, now: datetime) -> bool:
    """Let what failed or was given up be tried at once, and as long as a new one.

    False, changing nothing, where it went out, is being sent, or its channel is off.
    """
    if not Channel.objects.filter(pk=message.channel_id, is_on=True).exists():
        return False
    fresh = {"tries": 0, "queued_at": now, "next_try_at": now, "fault": "", "fault_number": None}
    again = Message.objects.filter(_OVER | _untaken(now), pk=message.pk).update(state=State.WAITING, **fresh)
    if again:
        _note(message, "message.tried_again", by, now)
    return bool(again)


@transaction.atomic
def give_up(*, message: Message, by: Viewer, now: datetime) -> bool:
    """Try a message no more; False, changing nothing, where it went out, is being sent or was given up already."""
    failed = Message.objects.filter(Q(state=State.FAILED) | _untaken(now), pk=message.pk)
    given_up = _give_up(failed)
    if given_up:
        _note(message, "message.given_up", by, now)
    return bool(given_up)


def give_up_waiting(*, channel: Channel, now: datetime) -> int:
    """Try nothing more of what waits for a channel, and return how many; for the command that ends the channel."""
    return _give_up(Message.objects.filter(_untaken(now), channel=channel))


def _give_up(messages: QuerySet[Message]) -> int:
    return messages.update(state=State.GIVEN_UP, holder=None, held_until=None)


def _note(message: Message, action: str, by: Viewer, now: datetime) -> None:
    write_event(
        action=action,
        area=message.area,
        by=by.user_id,
        now=now,
        subject=message.channel_id,
        changed={"message": str(message.pk)},
    )
