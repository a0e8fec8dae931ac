"""What is over and of no use to anybody goes: sessions, one-time codes, what jobs in the queue were given."""

from datetime import datetime, timedelta
from typing import Final

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django_tasks_db.models import DBTaskResult

from linli.signin.models import SignInCode

# A code that was used or ran out is asked about while its day is discussed; the audit keeps that it was.
CODES_KEPT: Final = timedelta(days=30)
RESULTS_KEPT: Final = timedelta(days=7)


def sweep_sessions(*, now: datetime) -> int:
    """Forget what is over and return how many rows went. Each statement its own commit; twice at once does no harm."""
    gone = [
        Session.objects.filter(expire_date__lt=now).delete(),
        UserSession.objects.filter(
            ~Exists(Session.objects.filter(session_key=OuterRef("session_key")))
        ).delete(),
        SignInCode.objects.filter(expires_at__lt=now - CODES_KEPT).delete(),
        DBTaskResult.objects.filter(finished_at__lt=now - RESULTS_KEPT).delete(),
    ]
    return sum(rows for rows, _of_what in gone)
