"""Ending sessions: one's own elsewhere."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from linli.audit.commands import write_event
from linli.signin.queries.places import area_of
from linli.staff.commands.sessions import end_sessions
from linli.staff.models import User


@transaction.atomic
def end_session(*, user: User, session_id: int, now: datetime) -> bool:
    """End one of a user's sessions; False when it is none of theirs. Its next request comes from a stranger."""
    if not end_sessions(sessions=UserSession.objects.filter(user=user, pk=session_id)):
        return False
    _write(user=user, count=1, now=now)
    return True


@transaction.atomic
def end_other_sessions(*, user: User, current: str, now: datetime) -> int:
    """End all of a user's sessions but one, and return how many they were.

    current: the key of the one that stays, as it is kept.
    """
    count = end_sessions(sessions=UserSession.objects.filter(user=user).exclude(session_key=current))
    if count:
        _write(user=user, count=count, now=now)
    return count


def _write(*, user: User, count: int, now: datetime) -> None:
    write_event(
        action="session.ended",
        area=area_of(user=user),
        by=user.pk,
        now=now,
        subject=user.pk,
        changed={"count": count},
    )
