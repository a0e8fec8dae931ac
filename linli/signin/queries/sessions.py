"""Where somebody is signed in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.signin.sessions import SEEN_AT
from linli.staff.models import User

# What a browser says of itself, in words that its owner recognises; the first that fits.
_BROWSERS: Final = (
    (re.compile(r"MicroMessenger"), "微信"),
    (re.compile(r"Edg/"), "Edge"),
    (re.compile(r"Firefox/"), "Firefox"),
    (re.compile(r"Chrome/"), "Chrome"),
    (re.compile(r"Safari/"), "Safari"),
)
_MACHINES: Final = (
    (re.compile(r"Android"), _("安卓手机")),
    (re.compile(r"iPhone|iPad"), _("苹果手机或平板")),
    (re.compile(r"Windows"), _("Windows 电脑")),
    (re.compile(r"Macintosh"), _("苹果电脑")),
    (re.compile(r"Linux"), _("Linux 电脑")),
)


def open_sessions(*, user_id: UUID, now: datetime) -> QuerySet[UserSession]:
    """Return the sign-ins of a user that still hold."""
    held = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    found: QuerySet[UserSession] = UserSession.objects.filter(Exists(held), user=user_id)
    return found


def last_active(*, keys: Iterable[str]) -> dict[str, datetime]:
    """Return when somebody was last active in sessions of shared computers; no others note it.

    keys: as they are kept.
    """
    told = {row.pk: row.get_decoded().get(SEEN_AT) for row in Session.objects.filter(pk__in=keys)}
    return {key: datetime.fromisoformat(at) for key, at in told.items() if at}


def browser_of(*, agent: str) -> str:
    """Return a browser in a word, '' for one that is not known."""
    return next((name for fits, name in _BROWSERS if fits.search(agent)), "")


def machine_of(*, agent: str) -> str | Promise:
    """Return a machine in words."""
    return next((name for fits, name in _MACHINES if fits.search(agent)), _("其他设备"))


@dataclass(frozen=True)
class SessionTold:
    """One sign-in that still holds."""

    id: int
    since: datetime
    address: str
    browser: str
    machine: str | Promise
    is_current: bool


def sessions_of(*, user: User, current: str, now: datetime) -> list[SessionTold]:
    """Return where a user is signed in, this session first, then the newest. current: its key, as it is kept."""
    rows = list(open_sessions(user_id=user.pk, now=now))
    rows.sort(key=lambda row: (row.session_key != current, -row.created_at.timestamp()))
    return [
        SessionTold(
            id=row.pk,
            since=row.created_at,
            address=row.ip,
            browser=browser_of(agent=row.user_agent),
            machine=machine_of(agent=row.user_agent),
            is_current=row.session_key == current,
        )
        for row in rows
    ]
