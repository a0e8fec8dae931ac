"""What a death makes of a referral that is open, and what its taking back makes of it.

No step is written: nobody took one, so figures and digests are the same before, and after the death was taken back.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from linli.audit.commands import write_event
from linli.referrals.models import Referral
from linli.referrals.rules import CLOSED, State, due_at
from linli.staff.rules import Viewer


def close_by_death(*, person: UUID, by: Viewer, now: datetime) -> dict[str, str]:
    """Close the open referral of somebody who died; return where it stood, by id. Call it inside a transaction."""
    stood: dict[str, str] = {}
    for referral in Referral.objects.select_for_update().filter(person=person).exclude(state__in=CLOSED):
        stood[str(referral.pk)] = referral.state
        _move(referral, State.DIED, "referral.died", by, now)
    return stood


def open_after_death(*, stood: Mapping[str, str], by: Viewer, now: datetime) -> None:
    """Put referrals that a death closed back where they stood; the hour of the next step counts from now.

    One is left closed where another of the person was opened since. Call it inside a transaction.
    """
    for referral in Referral.objects.select_for_update().filter(pk__in=stood, state=State.DIED):
        if Referral.objects.filter(person=referral.person_id).exclude(state__in=CLOSED).exists():
            continue
        _move(referral, State(stood[str(referral.pk)]), "referral.put_back", by, now)


def follow_observation(*, person: UUID, subject: UUID) -> bool:
    """Let the open referral of a person belong to the observation that goes on; say whether there is one."""
    return bool(Referral.objects.filter(person=person).exclude(state__in=CLOSED).update(subject=subject))


def _move(referral: Referral, to: State, action: str, by: Viewer, now: datetime) -> None:
    from_ = referral.state
    referral.state = to
    referral.due_at = due_at(state=to, entered_at=now, limits=referral.limits)
    referral.save(update_fields=["state", "due_at"])
    write_event(
        action=action,
        area=referral.area,
        by=by.user_id,
        now=now,
        subject=referral.pk,
        changed={"from": from_, "to": to},
    )
