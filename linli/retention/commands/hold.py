"""Holding somebody back: by the secretary, for a reason, until a day."""

from datetime import date, datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.retention.models import Announcement, HoldBack
from linli.retention.queries.files import ACTIVE
from linli.retention.rules import check_hold
from linli.staff.rules import Viewer


class HoldNeedsReason(Exception):
    """Whoever holds somebody back says why."""


class NotAnnounced(Exception):
    """The identity was removed meanwhile, or it is no longer due."""


@transaction.atomic
def hold_back(*, announcement: Announcement, until: date, reason: str, by: Viewer, now: datetime) -> None:
    """Keep somebody's identity through a day, the last one; at most 30 days ahead, and once more.

    Raises HoldNeedsReason, NotAnnounced, HeldTooOften, HeldTooLong; nothing is written then.
    """
    if not reason.strip():
        raise HoldNeedsReason
    held = Announcement.objects.select_for_update().filter(ACTIVE, pk=announcement.pk).first()
    if held is None:
        raise NotAnnounced(announcement.pk)
    earlier = list(HoldBack.objects.filter(announcement=held).values_list("until_on", flat=True))
    check_hold(until=until, today=day_of(now), earlier=earlier)
    HoldBack.objects.create(announcement=held, until_on=until, reason=reason.strip(), at=now, by=by.user_id)
    Announcement.objects.filter(pk=held.pk).update(held_until=until)
    write_event(
        action="identity.held_back",
        area=held.area,
        by=by.user_id,
        now=now,
        subject=held.person_id,
        changed={"until": until.isoformat()},
    )
