"""One message of a phone: noted, and what it brings taken or, where the phone is revoked, held; slice after slice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.phone.commands.hold import hold_operations
from linli.phone.commands.phones import note_call, see_phone
from linli.phone.commands.slices import Answers, Said, take_in_slices
from linli.phone.commands.take import take_once
from linli.phone.reading import Delivery
from linli.phone.rules import WhyHeld
from linli.phone.times import Sending
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
    sending: Sending | None = None,
) -> list[dict[str, Any]]:
    """Take the operations of a message and return one answer each, in order; a revoked phone's are all held.

    Slice after slice, each a transaction of its own, so that others write in between.
    Seven statements for one normal check and its commit.
    Raises PhoneOfAnother.
    """
    take = partial(
        _take_slice,
        device=device,
        user=user,
        skew_seconds=skew_seconds,
        sending=sending,
        by=by,
        reach=reach,
        now=now,
    )
    return take_in_slices(said=said, take=take)


def _take_slice(said: Said, **told: Any) -> Answers:
    try:
        return _take(said=said, **told)
    except IntegrityError:
        # The same operations came twice at once and the other message was first: now they are known.
        return _take(said=said, **told)


@transaction.atomic
def _take(
    *,
    said: Sequence[Mapping[str, Any]],
    device: UUID,
    user: User,
    skew_seconds: int,
    sending: Sending | None,
    by: Viewer,
    reach: Reach,
    now: datetime,
) -> list[dict[str, Any]]:
    told: dict[str, Any] = {
        "skew_seconds": skew_seconds,
        "sending": sending,
        "by": by,
        "reach": reach,
        "now": now,
    }
    if not note_call(id=device, user=user, name="", skew_seconds=skew_seconds, now=now):
        phone = see_phone(id=device, user=user, name="", skew_seconds=skew_seconds, now=now)
        if phone.revoked_at:
            delivery = Delivery(phone=phone.pk, **told)
            return hold_operations(said=said, why=WhyHeld.REVOKED, delivery=delivery)
    return take_once(said=said, phone=device, **told)
