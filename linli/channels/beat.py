"""What channels do by themselves."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.beat.jobs import Job
from linli.channels.commands import send_due, sweep_messages

# So long a message waits at most before it is tried. Source: docs/rules/channels.md#channels.
SEND_EVERY: Final = timedelta(seconds=5)


def _send(now: datetime) -> object:
    return send_due(now=now)


def _sweep(now: datetime) -> object:
    return sweep_messages(now=now)


SEND: Final = Job(name="send-messages", words=_("发出对外通知"), every=SEND_EVERY, run=_send)
SWEEP: Final = Job(
    name="sweep-messages",
    words=_("清除半年以前的对外通知"),
    every=timedelta(hours=24),
    run=_sweep,
)
JOBS: Final = (SEND, SWEEP)
