"""Putting right how somebody is called."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.spoken import spoken
from linli.staff.models import StaffChange, User
from linli.staff.rules import Viewer


class ReasonMissing(Exception):
    """Why must be said."""


class NothingChanged(Exception):
    """What was said stands there already."""


@transaction.atomic
def correct_name_of(
    *, user_id: UUID, area: AreaCode, full_name: str, reason: str, by: Viewer, now: datetime
) -> None:
    """Put right how somebody is called, and keep both names. area: of the post or account by which the viewer keeps it.

    Raises ReasonMissing, NothingChanged.
    """
    if not reason.strip():
        raise ReasonMissing
    name = full_name.strip()
    user = User.objects.select_for_update().get(pk=user_id)
    if name in {"", user.full_name}:
        raise NothingChanged(user)
    before, after = {"name": user.full_name}, {"name": name}
    User.objects.filter(pk=user_id).update(full_name=name, spoken=spoken(name=name))
    StaffChange.objects.create(
        county=area.county,
        community=area.community,
        user_id=user_id,
        kind=StaffChange.Kind.NAME,
        before=before,
        after=after,
        reason=reason.strip(),
        at=now,
        by=by.user_id,
    )
    write_event(
        action="user.renamed",
        area=area,
        by=by.user_id,
        now=now,
        subject=user_id,
        changed={"before": before, "after": after},
    )
