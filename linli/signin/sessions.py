"""What a session of a shared computer knows: when somebody was last active."""

from datetime import datetime
from typing import Final

from django.contrib.sessions.backends.base import SessionBase

from linli.signin.rules import IDLE, SEEN_EVERY, is_idle

SEEN_AT: Final = "linli_seen_at"  # only sessions on shared computers have it


def begin_idle(*, session: SessionBase, now: datetime) -> None:
    """Begin to measure how long nobody did anything."""
    session[SEEN_AT] = now.isoformat()


def was_idle(*, session: SessionBase, now: datetime) -> bool:
    """Say whether a session of a shared computer was idle for too long."""
    told = session.get(SEEN_AT)
    return told is not None and is_idle(seen_at=datetime.fromisoformat(told), now=now)


def idle_seconds(*, session: SessionBase) -> int:
    """Return after how many seconds a page of this session empties itself; 0: never, for it is no shared computer's."""
    return int(IDLE.total_seconds()) if SEEN_AT in session else 0


def note_activity(*, session: SessionBase, now: datetime) -> None:
    """Note that somebody did something, at most once a minute."""
    told = session.get(SEEN_AT)
    if told is not None and now - datetime.fromisoformat(told) >= SEEN_EVERY:
        session[SEEN_AT] = now.isoformat()
