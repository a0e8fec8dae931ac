"""Sending what is due: one message after another, each claimed before its call and noted right after it.

No transaction is open during a call, and several runs may go on at once: a message belongs to whoever claims its row. A run
that is killed between two calls leaves nothing half done; one killed within a call sends that message again once its claim
has run out, for twice is better than never.
"""

from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from django.db.models import F, Q

from linli.channels import calls
from linli.channels.models import Message
from linli.channels.rules import HELD_FOR, KEPT, RUN_TAKES_S, ChannelKind, State, next_try
from linli.ids import new_id

# Rows that one statement sweeps away.
SWEPT_AT_ONCE: Final = 500


def send_due(*, now: datetime) -> int:
    """Send what is due, the most urgent first, for RUN_TAKES_S at most; return how many went out.

    What fails is tried again after a pause that grows, and with it all that waits for the same channel.
    """
    began, sent = monotonic(), 0
    while (passed := monotonic() - began) < RUN_TAKES_S:
        at = now + timedelta(seconds=passed)
        message = _claim(at)
        if message is None:
            break
        outcome = calls.send(
            kind=ChannelKind(message.channel.kind),
            address=message.channel.address,
            secret=message.channel.secret,
            text=message.text,
            now=at,
        )
        _note(message, outcome, now + timedelta(seconds=monotonic() - began))
        sent += outcome.fault is None
    return sent


def _claim(now: datetime) -> Message | None:
    """Take the next message by compare-and-set; None where none is due that nobody holds."""
    # What was queued after now: the clock was set back since, and an alarm does not wait for it.
    due = Q(next_try_at__lte=now) | Q(queued_at__gt=now, tries=0)
    free = Q(held_until=None) | Q(held_until__lte=now)
    waiting = Message.objects.filter(due, free, state=State.WAITING, channel__is_on=True)
    ids = waiting.order_by("rank", "next_try_at", "pk").values_list("pk", flat=True)
    while (first := ids.first()) is not None:
        holder = new_id()
        claimed = Message.objects.filter(free, pk=first, state=State.WAITING).update(
            holder=holder, held_until=now + HELD_FOR, tries=F("tries") + 1
        )
        if claimed:
            return Message.objects.select_related("channel").get(pk=first)
    return None


def _note(message: Message, outcome: calls.Outcome, now: datetime) -> None:
    """Note what came of a call, unless another run holds the message meanwhile or somebody gave it up."""
    held = Message.objects.filter(pk=message.pk, holder=message.holder)
    free = {"holder": None, "held_until": None}
    if outcome.fault is None:
        held.update(state=State.SENT, sent_at=now, fault="", fault_number=None, **free)
        return
    at = next_try(tries=message.tries, queued_at=message.queued_at, now=now)
    after = {"next_try_at": at} if at else {"state": State.FAILED}
    held.update(fault=outcome.fault, fault_number=outcome.number, **after, **free)
    if at:
        # A channel that does not answer keeps no other one waiting.
        others = Message.objects.filter(channel=message.channel_id, state=State.WAITING, holder=None)
        others.filter(next_try_at__lt=at).update(next_try_at=at)


def sweep_messages(*, now: datetime) -> int:
    """Delete what has been over for longer than KEPT, some at a time; return how many."""
    over = Message.objects.filter(queued_at__lt=now - KEPT).exclude(state=State.WAITING)
    swept = 0
    while ids := list(over.values_list("pk", flat=True)[:SWEPT_AT_ONCE]):
        swept += Message.objects.filter(pk__in=ids).delete()[0]
    return swept
