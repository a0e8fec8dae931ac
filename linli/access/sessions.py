"""Where the user of an account is signed in, as whoever keeps the account sees it: no address, and no more than is known."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from linli.access.queries import Account
from linli.phone.queries.phones import phones_named
from linli.signin.queries.sessions import browser_of, last_active, machine_of, open_sessions
from linli.staff.commands.sessions import DEVICE, SHARED


@dataclass(frozen=True)
class OpenSession:
    """One sign-in that still holds. is_phone: the app of the phone came with it; phone: what that calls itself.

    seen_at: the phone's last call, or what was last done on a shared computer; None where nobody notes it.
    """

    id: int
    since: datetime
    browser: str
    machine: str | Promise
    is_shared: bool
    is_phone: bool
    phone: str
    seen_at: datetime | None


def sessions_open(*, account: Account, now: datetime) -> list[OpenSession]:
    """Return where somebody is signed in, the newest first. account: from `accounts_kept`. Three statements."""
    rows = list(open_sessions(user_id=account.user_id, now=now).order_by("-created_at", "-pk"))
    phones = phones_named(ids=[row.data[DEVICE] for row in rows if DEVICE in row.data])
    active = last_active(keys=[row.session_key for row in rows if row.data.get(SHARED)])
    found = []
    for row in rows:
        phone = phones.get(row.data.get(DEVICE, ""))
        found.append(
            OpenSession(
                id=row.pk,
                since=row.created_at,
                browser=browser_of(agent=row.user_agent),
                machine=machine_of(agent=row.user_agent),
                is_shared=bool(row.data.get(SHARED)),
                is_phone=phone is not None,
                phone=phone.name if phone else "",
                seen_at=phone.last_seen_at if phone else active.get(row.session_key),
            )
        )
    return found
