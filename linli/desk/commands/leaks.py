"""Writing down that somebody asked whom a leak concerns."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from linli.areas.rules import AreaCode
from linli.audit.commands import write_read
from linli.staff.rules import Viewer

# The same leak asked for again within this time is a page turned over.
ONE_READING: Final = timedelta(hours=1)


def note_leak_read(
    *, subject: UUID, area: AreaCode, persons: int, shown: Collection[UUID], by: Viewer, now: datetime
) -> None:
    """Write down, once an hour, that somebody asked whom a leak concerns, for each person whose name was shown too."""
    write_read(
        action="leak.followed",
        area=area,
        by=by.user_id,
        now=now,
        subject=subject,
        since=now - ONE_READING,
        changed={"persons": persons},
        about=shown,
    )
