"""One message of a phone: noted, and what it brings taken or, where the phone is revoked, held; one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.phone.commands.hold import hold_operations
from linli.phone.commands.phones import note_call, see_phone
from linli.phone.commands.take import take_once
from linli.phone.rules import WhyHeld
from linli.staff.models import User
from linli.staff.rules import Reach, Viewer


def take_message(
    *,
    said: Sequence[Mapping[str, Any]],
    device: UUID,
    user: User,
    skew_seconds: int,
    by: Viewer,
    reach: Reach,
    now: datetime,
) -> list[dict[str, Any]]:
    """Take the operations of a message and return one answer each, in order; a revoked phone's are all held.

    Seven statements for one normal check and its commit. Raises PhoneOfAnother.
    """
    take = partial(
        _take, said=said, device=device, user=user, skew_seconds=skew_seconds, by=by, reach=reach, now=now
    )
    try:
        return take()
    except IntegrityError:
        # The same operations came twice at once and the other message was first: now they are known.
        return take()


@transaction.atomic
def _take(
    *,
    said: Sequence[Mapping[str, Any]],
    device: UUID,
    user: User,
    skew_seconds: int,
    by: Viewer,
    reach: Reach,
    now: datetime,
) -> list[dict[str, Any]]:
    if not note_call(id=device, user=user, name="", skew_seconds=skew_seconds, now=now):
        phone = see_phone(id=device, user=user, name="", skew_seconds=skew_seconds, now=now)
        if phone.revoked_at:
            return hold_operations(
                said=said, phone=phone.pk, skew_seconds=skew_seconds, why=WhyHeld.REVOKED, now=now
            )
    return take_once(said=said, phone=device, skew_seconds=skew_seconds, by=by, reach=reach, now=now)
