"""The telephone of somebody's work: told by who keeps the account, or by themselves; both numbers stay."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.staff.commands.names import NothingChanged, ReasonMissing
from linli.staff.models import StaffChange, User
from linli.staff.rules import Viewer


@transaction.atomic
def correct_phone_of(
    *, user_id: UUID, area: AreaCode, phone: str, reason: str, by: Viewer, now: datetime
) -> None:
    """Put right where somebody is rung. area: of the post or account by which the viewer keeps it. phone: '' for none.

    Raises ReasonMissing, NothingChanged.
    """
    if not reason.strip():
        raise ReasonMissing
    _set(user_id, area, phone, reason.strip(), by.user_id, now)


@transaction.atomic
def set_own_phone(*, user: User, area: AreaCode, phone: str, now: datetime) -> None:
    """Say where one is rung oneself, which needs no reason. area: of one's post. Raises NothingChanged."""
    _set(user.pk, area, phone, "", user.pk, now)


def _set(user_id: UUID, area: AreaCode, phone: str, reason: str, by: UUID, now: datetime) -> None:
    user = User.objects.select_for_update().get(pk=user_id)
    if phone == user.phone:
        raise NothingChanged(user)
    before, after = {"phone": user.phone}, {"phone": phone}
    User.objects.filter(pk=user_id).update(phone=phone)
    StaffChange.objects.create(
        county=area.county,
        community=area.community,
        user_id=user_id,
        kind=StaffChange.Kind.PHONE,
        before=before,
        after=after,
        reason=reason,
        at=now,
        by=by,
    )
    # The number itself is no part of the audit, which others read.
    write_event(
        action="user.phone_set", area=area, by=by, now=now, subject=user_id, changed={"fields": ["phone"]}
    )
