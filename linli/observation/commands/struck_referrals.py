"""What a strike makes of the referral that a check raised, and what putting it back makes of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import REFERRED
from linli.protocols.versions import rules_of
from linli.referrals.commands import NewReferral, hold_referral, open_referrals, strike_referral
from linli.referrals.models import Referral
from linli.referrals.rules import CLOSED, State
from linli.staff.rules import Viewer


def follow_referral(*, cause: UUID, person: UUID, words: str, by: Viewer, now: datetime) -> bool:
    """Close the referral of a check that was struck, or of a word that was corrected, or let an alert hold it.

    Say whether a doctor must be told instead: what a doctor has taken over is the doctor's to end. Call it once the alert of a
    struck check is marked so.
    """
    referral = Referral.objects.filter(cause=cause).exclude(state__in=CLOSED).first()
    if referral is None:
        return False
    since = Q(raised_at__gte=referral.raised_at) | Q(reviewed_at=None)
    proposing = Alert.objects.filter(
        since, observation__person=person, cause__in=sorted(REFERRED), struck_at=None
    )
    holding = proposing.order_by("raised_at", "pk").first()
    if holding:
        hold_referral(referral=referral, cause=holding.check_id, by=by, now=now)
        return False
    if referral.state != State.RAISED:
        return True
    strike_referral(referral=referral, words=words, by=by, now=now)
    return False


def refer_again(
    *, check: Check, observation: Observation, rows: Sequence[UUID], by: Viewer, now: datetime
) -> None:
    """Raise a referral for a check put back that still asks for one, where a strike closed the last and none is open.

    observation: the row that goes on now; rows: all of the whole observation.
    """
    last = Referral.objects.filter(subject__in=rows).order_by("-raised_at", "-pk").first()
    asks = Alert.objects.filter(check_id=check.id, cause__in=sorted(REFERRED), reviewed_at=None).exists()
    if last is None or last.state != State.STRUCK or not asks or observation.closed_at:
        return
    open_referrals(
        wanted=[
            NewReferral(
                observation.person,
                observation.pk,
                check.id,
                limits=rules_of(observation.protocol_id).step_limits,
            )
        ],
        by=by,
        now=now,
    )
