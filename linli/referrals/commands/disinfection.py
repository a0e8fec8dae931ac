"""The disinfection of a home from which somebody was taken: ordered, and done."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from linli.audit.commands import write_event
from linli.clock import is_in_future
from linli.referrals.models import Diagnosis, Referral
from linli.referrals.rules import DISINFECTION_MINUTES, TimesWrong
from linli.staff.rules import Viewer


class DisinfectionNeedsAgent(Exception):
    """Whoever disinfects says with what."""


class DisinfectionNotOpen(Exception):
    """No disinfection waits: none was ordered, or it is done."""


def ordered(now: datetime) -> dict[str, Any]:
    """Return the columns of a home that is to be disinfected from now."""
    return {
        "disinfection_ordered_at": now,
        "disinfection_due_at": now + timedelta(minutes=DISINFECTION_MINUTES),
    }


@transaction.atomic
def order_disinfection(*, referral: Referral, by: Viewer, now: datetime) -> None:
    """Have the home disinfected. A result of suspected or confirmed orders it by itself. A second order changes nothing."""
    changed = Referral.objects.filter(pk=referral.pk, disinfection_ordered_at=None).update(**ordered(now))
    if changed:
        _write(referral, "referral.disinfection_ordered", by, now)
    referral.refresh_from_db()


def withdraw_disinfection(*, referral: Referral, by: Viewer, now: datetime) -> None:
    """Take an order back that a wrong word gave by itself and nobody has carried out. Call it inside a transaction.

    A word orders in its own moment: what a doctor ordered apart from a word stands, and so does what was done.
    """
    changed = Referral.objects.filter(
        pk=referral.pk,
        disinfection_due_at__isnull=False,
        disinfection_ordered_at__in=Diagnosis.objects.filter(referral=referral.pk).values("at"),
    ).update(disinfection_ordered_at=None, disinfection_due_at=None)
    if changed:
        _write(referral, "referral.disinfection_withdrawn", by, now)
    referral.refresh_from_db()


@transaction.atomic
def record_disinfection(*, referral: Referral, at: datetime, agent: str, by: Viewer, now: datetime) -> None:
    """Write down that the home was disinfected, when and with what.

    Raises DisinfectionNeedsAgent, TimesWrong (in the future or before the order), DisinfectionNotOpen (never ordered,
    or done already); nothing is written then.
    """
    if not agent.strip():
        raise DisinfectionNeedsAgent
    held = Referral.objects.select_for_update().get(pk=referral.pk)
    if held.disinfection_due_at is None or held.disinfection_ordered_at is None:
        raise DisinfectionNotOpen(held.pk)
    if is_in_future(at=at, now=now) or at < held.disinfection_ordered_at:
        raise TimesWrong("at")
    held.disinfection_due_at = None
    held.disinfected_at, held.disinfected_by, held.disinfected_with = at, by.user_id, agent.strip()
    held.save(update_fields=["disinfection_due_at", "disinfected_at", "disinfected_by", "disinfected_with"])
    _write(held, "referral.disinfected", by, now)
    referral.refresh_from_db()


def _write(referral: Referral, action: str, by: Viewer, now: datetime) -> None:
    write_event(action=action, area=referral.area, by=by.user_id, now=now, subject=referral.pk)
