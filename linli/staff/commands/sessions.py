"""Sessions ended: whoever holds one is a stranger at the next request."""

from typing import Final
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from linli.staff.models import User

# What is kept of a session beside its row: the phone that it belongs to, and whether others use the computer.
DEVICE: Final = "device"
SHARED: Final = "shared"


@transaction.atomic
def end_sessions(*, sessions: QuerySet[UserSession]) -> int:
    """End sessions and return how many. Three statements."""
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def note_device(*, key: str, device: UUID) -> None:
    """Note which phone a session belongs to. key: of the session, as it is kept."""
    for session in UserSession.objects.filter(session_key=key):
        session.data[DEVICE] = str(device)
        session.save(update_fields=["data"])


def end_sessions_with(*, user: User, device: UUID) -> int:
    """End the sessions of a user that belong to a phone, or to none, and return how many.

    A session that no phone came with may be another window of the same one: what a browser says of itself proves nothing.
    """
    rows = UserSession.objects.filter(user=user).values_list("pk", "data")
    theirs = [pk for pk, data in rows if data.get(DEVICE, str(device)) == str(device)]
    return end_sessions(sessions=UserSession.objects.filter(pk__in=theirs))
