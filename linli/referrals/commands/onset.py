"""The day of onset: told, put right, taken back."""

from datetime import date, datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.referrals.models import Onset, Referral
from linli.referrals.rules.onset import check_onset
from linli.staff.rules import Viewer


class OnsetChanged(Exception):
    """Somebody else told another day meanwhile; look again."""


class OnsetNeedsReason(Exception):
    """Whoever puts a day right or takes it back says why."""


@transaction.atomic
def tell_onset(
    *, referral: Referral, seen: date | None, on: date | None, reason: str, by: Viewer, now: datetime
) -> Onset | None:
    """Keep the day on which somebody fell ill; the day before it stays beside it. The same day again changes nothing.

    seen: the day that the page showed, None for none. on: None takes it back: nobody knows. Raises OnsetNotBelievable,
    OnsetNeedsReason, OnsetChanged.
    """
    held = Referral.objects.select_for_update().get(pk=referral.pk)
    last = Onset.objects.filter(referral=held).order_by("at", "pk").last()
    stands = last.on if last else None
    if stands != seen:
        raise OnsetChanged(held.pk)
    if on == stands:
        return None
    if on is not None:
        check_onset(on=on, raised_on=day_of(held.raised_at), today=day_of(now))
    if last is not None and not reason.strip():
        raise OnsetNeedsReason(held.pk)
    told = Onset.objects.create(
        referral=held, community=held.community, on=on, reason=reason.strip(), at=now, by=by.user_id
    )
    write_event(
        action="referral.onset_told" if last is None else "referral.onset_changed",
        area=held.area,
        by=by.user_id,
        now=now,
        subject=held.pk,
    )
    return told
