"""Links by which helpers sign in: given by a secretary, taken back at any time."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from allauth.usersessions.models import UserSession
from django.core.signing import BadSignature, Signer
from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of, start_of
from linli.signin.commands.attempts import take_turn
from linli.signin.commands.tried import write_tried
from linli.signin.models import HelperLink, Refusal
from linli.signin.places import Place, digest
from linli.signin.queries.places import NO_AREA
from linli.signin.rules import LINK_HOLDS, Kind
from linli.staff.commands.helpers import end_helper, extend_helper
from linli.staff.commands.sessions import end_sessions
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer

_SALT: Final = "linli.signin.helper"
_SEP: Final = "."  # may stand in an address as it is
TOKEN_BYTES: Final = 24
NOTED_AGAIN: Final = timedelta(minutes=15)


def give_link(*, helper: User, community: AreaCode, by: Viewer, now: datetime) -> str:
    """Give a helper a link until the end of the last of 14 days, and return its token, the only time it can be read.

    The post of the helper ends with the link. An earlier link and whoever is signed in by it are out. Raises
    TooManyTries when somebody gives links without end, RolesKeptApart.
    """
    take_turn(kind=Kind.ISSUE, key=str(by.user_id), now=now)
    told = secrets.token_urlsafe(TOKEN_BYTES)
    until_on = day_of(now) + LINK_HOLDS
    with transaction.atomic():
        _close(helper, by, now)
        extend_helper(user=helper, community=community, until_on=until_on, by=by, now=now)
        row = HelperLink.objects.create(
            user=helper,
            county=community.county,
            area=community,
            digest=digest("link", told),
            given_at=now,
            given_by=by.user_id,
            expires_at=start_of(until_on),
        )
        _write("helper.link_given", row, by, now)
    return Signer(salt=_SALT, sep=_SEP).sign(told)


@transaction.atomic
def take_back_helper(*, helper: User, community: AreaCode, reason: str, by: Viewer, now: datetime) -> None:
    """End a helper's link and sessions, post and assignments in a community, at once; a second call changes nothing."""
    for row in _close(helper, by, now):
        _write("helper.taken_back", row, by, now)
    end_helper(user=helper, community=community, reason=reason, by=by, now=now)


def user_of_link(*, token: str, now: datetime) -> User | None:
    """Return the helper whose link this is; None for one that was made up, has expired or was taken back.

    None too for whoever is more than a helper: a link opens nothing but what was assigned.
    """
    try:
        told = Signer(salt=_SALT, sep=_SEP).unsign(token)
    except BadSignature:
        return None
    open_ = HelperLink.objects.filter(digest=digest("link", told), taken_back_at=None, expires_at__gt=now)
    row = open_.select_related("user").first()
    if row is None:
        return None
    held = {post.role for post in viewer_of(user=row.user, on=day_of(now)).posts}
    if held != {Role.HELPER}:
        return None
    open_.update(used_at=now)
    return row.user


@transaction.atomic
def note_refused(*, token: str, place: Place, now: datetime) -> None:
    """Write down that a link led nowhere: whose it is or was, else its digest. Of one address one event for NOTED_AGAIN.

    Nobody counts tries of links, which cannot be guessed: without that a stranger could fill the disk with events.
    """
    counter = digest("link refused", place.address)
    Refusal.objects.filter(counter=counter, until__lte=now).delete()
    _row, is_new = Refusal.objects.get_or_create(counter=counter, defaults={"until": now + NOTED_AGAIN})
    if not is_new:
        return
    told = digest("link", token.rpartition(_SEP)[0])
    row = HelperLink.objects.filter(digest=told).order_by("given_at").last()
    write_tried(
        action="sign_in.failed",
        area=row.area if row else NO_AREA,
        user_id=row.user_id if row else None,
        changed={"kind": "LINK"} if row else {"kind": "LINK", "typed": told},
        now=now,
    )


def _close(helper: User, by: Viewer, now: datetime) -> list[HelperLink]:
    """Take open links back and end all sessions; return the links."""
    open_ = HelperLink.objects.filter(user=helper, taken_back_at=None)
    rows = list(open_.select_for_update())
    open_.update(taken_back_at=now, taken_back_by=by.user_id)
    end_sessions(sessions=UserSession.objects.filter(user=helper))
    return rows


def _write(action: str, row: HelperLink, by: Viewer, now: datetime) -> None:
    write_event(
        action=action,
        area=row.area,
        by=by.user_id,
        now=now,
        subject=row.user_id,
        changed={"link_id": str(row.pk)},
    )
