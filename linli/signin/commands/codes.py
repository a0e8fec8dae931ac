"""One-time codes: issued by a secretary, used once."""

import secrets
from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.signin.commands.attempts import note_failed, take_attempt, take_turn
from linli.signin.models import SignInCode
from linli.signin.places import Place, digest
from linli.signin.queries.places import user_named
from linli.signin.rules import CODE_DIGITS, CODE_HOLDS, Kind
from linli.staff.models import User
from linli.staff.queries import PostOfColleague
from linli.staff.rules import Viewer

# Stands for a user that is not there, so that a name nobody has takes as long as any other.
NOBODY = "00000000-0000-0000-0000-000000000000"


def issue_code(*, to: PostOfColleague, by: Viewer, now: datetime) -> str:
    """Issue a code of 8 digits for 15 minutes and return it, the only time that it can be read.

    An earlier one of the same user holds no longer. Raises TooManyTries when somebody issues without end.
    """
    take_turn(kind=Kind.ISSUE, key=str(by.user_id), now=now)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    with transaction.atomic():
        open_ = SignInCode.objects.filter(user_id=to.user_id, used_at=None, revoked_at=None)
        open_.update(revoked_at=now)
        row = SignInCode.objects.create(
            user_id=to.user_id,
            county=AreaCode(to.area).county,
            community=AreaCode(to.area).community,
            area=to.area,
            digest=_digest(str(to.user_id), code),
            issued_at=now,
            issued_by=by.user_id,
            expires_at=now + CODE_HOLDS,
        )
        write_event(
            action="sign_in_code.issued",
            area=to.area,
            by=by.user_id,
            now=now,
            subject=to.user_id,
            changed={"code_id": str(row.pk)},
        )
    return code


def user_of_code(*, username: str, code: str, place: Place, now: datetime) -> User | None:
    """Return the active user whose code this is, and use it up; None for a wrong, used or expired one.

    Raises TooManyTries.
    """
    take_attempt(kind=Kind.CODE, username=username, place=place, now=now)
    user = _use_up(username, code, now)
    if user is None:
        note_failed(kind=Kind.CODE, username=username, now=now)
    return user


def _use_up(username: str, code: str, now: datetime) -> User | None:
    user = user_named(username=username)
    told = _digest(str(user.pk) if user else NOBODY, "".join(code.split()))
    with transaction.atomic():
        open_ = SignInCode.objects.filter(digest=told, used_at=None, revoked_at=None, expires_at__gt=now)
        row = open_.first()
        # Compare and set: of two who type it at once, one gets in.
        if row is None or not user or not user.is_active or not open_.update(used_at=now):
            return None
        write_event(
            action="sign_in_code.used",
            area=row.area,
            by=user.pk,
            now=now,
            subject=user.pk,
            changed={"code_id": str(row.pk)},
        )
    return user


def _digest(user: str, code: str) -> str:
    return digest("code", user, code)
