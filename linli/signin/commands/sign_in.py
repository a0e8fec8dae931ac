"""Signing in and what follows from it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from allauth.usersessions.models import UserSession
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest

from linli.audit.commands import write_event
from linli.signin.commands.attempts import forgive, note_failed, remember_place, take_attempt
from linli.signin.places import Place
from linli.signin.queries.places import area_of
from linli.signin.rules import WORKING_DAY, Kind, has_run_out
from linli.signin.sessions import begin_idle
from linli.staff.commands.passwords import password_is_own
from linli.staff.commands.sessions import SHARED, end_sessions
from linli.staff.http import BY_CODE_OF
from linli.staff.models import User
from linli.staff.session_keys import kept_as


class Way(StrEnum):
    """How somebody showed who they are, before a second factor."""

    PASSWORD = "PASSWORD"  # noqa: S105 (the name of a way)
    CODE = "CODE"
    PROVIDER = "PROVIDER"
    LINK = "LINK"  # a helper's


@dataclass(frozen=True)
class SignIn:
    """A sign-in that is through, second factor included where one is needed."""

    user: User
    way: Way
    shared: bool  # on a computer that others use too
    code_of: str = ""  # the id of who issued the one-time code


@dataclass(frozen=True)
class Browser:
    """What is listed of where somebody is signed in. agent: what the browser says of itself."""

    address: str
    agent: str


def user_of_password(
    *, request: HttpRequest, username: str, password: str, place: Place, now: datetime
) -> User | None:
    """Return the active user whose name and password these are, or None; None too for one that was given and ran out.

    The password is hashed exactly once for a name that somebody has and for one that nobody has, and not at all when
    a limit is reached. Raises TooManyTries.
    """
    take_attempt(kind=Kind.PASSWORD, username=username, place=place, now=now)
    user = authenticate(request, username=username, password=password)
    if isinstance(user, User) and not has_run_out(given_at=user.password_given_at, now=now):
        return user
    note_failed(kind=Kind.PASSWORD, username=username, now=now)
    return None


@transaction.atomic
def finish_sign_in(
    *, sign_in: SignIn, session: SessionBase, place: Place, browser: Browser, now: datetime
) -> None:
    """Do what follows from a sign-in: forgive its tries, make its place usual, set its end, list it, write the event."""
    user = sign_in.user
    forgive(username=user.username, place=place, kinds=[Kind.PASSWORD, Kind.CODE, Kind.SECOND])
    remember_place(username=user.username, place=place, now=now)
    session.set_expiry(now + WORKING_DAY)
    if sign_in.code_of:
        session[BY_CODE_OF] = sign_in.code_of
    if sign_in.shared:
        begin_idle(session=session, now=now)
    UserSession.objects.create(
        user=user,
        session_key=kept_as(key=session.session_key),
        created_at=now,
        last_seen_at=now,
        ip=browser.address,
        user_agent=browser.agent,
        data={SHARED: sign_in.shared},
    )
    write_event(
        action="sign_in.done",
        area=area_of(user=user),
        by=user.pk,
        now=now,
        subject=user.pk,
        changed={"way": sign_in.way, "shared": sign_in.shared},
    )


@transaction.atomic
def note_password_changed(*, user: User, before: str | None, session: SessionBase, now: datetime) -> None:
    """Write down that somebody changed their own password, which nobody else gave them; their other sessions end.

    before: the key that this session had, for Django gives it a new one.
    """
    password_is_own(user=user, now=now)
    key = kept_as(key=session.session_key)
    UserSession.objects.filter(session_key=kept_as(key=before)).update(session_key=key)
    end_sessions(sessions=UserSession.objects.filter(user=user).exclude(session_key=key))
    write_event(action="password.changed", area=area_of(user=user), by=user.pk, now=now, subject=user.pk)
