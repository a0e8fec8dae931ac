"""Writing down that somebody searched: never for what, but so that who knows the words can ask who searched for them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings

from linli.audit.commands import write_read
from linli.audit.rules import search_subject
from linli.staff.rules import Viewer

# The same search again within this time is a page turned over.
ONE_SEARCH: Final = timedelta(hours=1)


def note_search(
    *, action: str, area: str, words: str, hits: int, found: Sequence[UUID], by: Viewer, now: datetime
) -> None:
    """Write down a search: how many letters were typed, how many were found, and whom where it was one alone.

    The words themselves become the event's subject, as a keyed digest. The same search by the same person is written
    once an hour.
    """
    write_read(
        action=action,
        area=area,
        by=by.user_id,
        now=now,
        subject=search_subject(key=settings.AUDIT_KEY, words=words),
        since=now - ONE_SEARCH,
        changed={"letters": len(words), "hits": hits},
        about=found,
    )
