"""A step of a referral that was a mistake: taken back, with a reason; it stays, struck."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.dateparse import parse_datetime

from linli.audit.commands import write_event
from linli.referrals.models import Referral, ReferralStep
from linli.referrals.rules import CLOSED, TAKEN_BACK, State, due_at
from linli.staff.rules import Viewer

MOMENTS: Final = ("received_at", "departed_at", "arrived_at")


class UndoNeedsReason(Exception):
    """Whoever takes a step back says why."""


class StepNotToUndo(Exception):
    """The step is none that is taken back, somebody took another meanwhile, or the person has a newer referral."""


def led_to(*, referral: Referral) -> dict[str, str]:
    """Return where a referral leads as plain JSON: the columns that a step may change and its taking back restores."""
    moments = {name: getattr(referral, name) for name in MOMENTS}
    said = {name: at.isoformat() for name, at in moments.items() if at}
    sent_to = {"sent_to_id": str(referral.sent_to_id)} if referral.sent_to_id else {}
    return {"clinic": referral.clinic, **sent_to, **said}


@transaction.atomic
def undo_step(*, referral: Referral, seen: State, reason: str, by: Viewer, now: datetime) -> ReferralStep:
    """Take the last step back and return it; the clock of the state before begins anew.

    seen: the state that the page showed. Raises UndoNeedsReason, StepNotToUndo; nothing is changed then.
    """
    if not reason.strip():
        raise UndoNeedsReason
    held = Referral.objects.select_for_update().get(pk=referral.pk)
    step = ReferralStep.objects.filter(referral=held, undone_at=None).order_by("at", "pk").last()
    if step is None or held.state != seen or step.to != seen or not step.from_state or seen not in TAKEN_BACK:
        raise StepNotToUndo(held.pk)
    others = Referral.objects.filter(person=held.person_id).exclude(state__in=CLOSED).exclude(pk=held.pk)
    if others.exists():
        raise StepNotToUndo(held.pk)
    back = State(step.from_state)
    due = due_at(state=back, entered_at=now, limits=held.limits)
    Referral.objects.filter(pk=held.pk).update(state=back, due_at=due, **_restored(step.before))
    step.undone_at, step.undone_by, step.undone_reason = now, by.user_id, reason.strip()
    step.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    write_event(
        action="referral.step_undone",
        area=held.area,
        by=by.user_id,
        now=now,
        subject=held.pk,
        changed={"from": seen, "to": back},
    )
    referral.refresh_from_db()
    return step


def _restored(before: dict[str, str]) -> dict[str, Any]:
    moments = {name: parse_datetime(before[name]) if name in before else None for name in MOMENTS}
    return {"clinic": before["clinic"], "sent_to_id": before.get("sent_to_id"), **moments}
