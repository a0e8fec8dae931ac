"""A word on what somebody has that moved on or was corrected, with what it changes here."""

from datetime import datetime

from django.db import transaction

from linli.observation.commands.households import observe_family
from linli.observation.commands.referral_steps import last_day_at_home
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.protocols.versions import rules_of
from linli.referrals import commands
from linli.referrals.models import Referral
from linli.referrals.rules import CONTAGIOUS
from linli.referrals.rules import State as ReferralState
from linli.referrals.rules.results import brings_illness_home
from linli.staff.rules import Viewer


@transaction.atomic
def move_result(*, referral: Referral, seen: str, result: str, note: str, by: Viewer, now: datetime) -> None:
    """Enter the next word on a referral and carry out what follows. Raises as referrals' does."""
    before = referral.result
    commands.move_result(referral=referral, seen=seen, result=result, note=note, by=by, now=now)
    _follow(referral, before, by, now)


@transaction.atomic
def correct_result(
    *, referral: Referral, seen: str, result: str, reason: str, by: Viewer, now: datetime
) -> None:
    """Correct the word on a referral and carry out what follows. Raises as referrals' does."""
    before = referral.result
    commands.correct_result(referral=referral, seen=seen, result=result, reason=reason, by=by, now=now)
    _follow(referral, before, by, now)


def _follow(referral: Referral, before: str, by: Viewer, now: datetime) -> None:
    """Have the family of a case in hospital observed, and a case that went home referred again.

    What a word brought about before stays when a newer one says otherwise: a person ends the observation of the family.
    """
    observation = Observation.objects.select_related("person").get(pk=referral.subject)
    if (
        referral.state == ReferralState.ADMITTED
        and referral.result in CONTAGIOUS
        and before not in CONTAGIOUS
    ):
        observe_family(patient=observation, exposed_on=last_day_at_home(referral), by=by, now=now)
    elif observation.state == State.OBSERVING and brings_illness_home(
        state=referral.state, before=before, now=referral.result
    ):
        cause = referral.diagnoses.order_by("at", "pk").last()
        assert cause is not None  # noqa: S101 (entered just now)
        limits = rules_of(observation.protocol_id).step_limits
        wanted = commands.NewReferral(observation.person, observation.pk, cause.pk, limits=limits)
        commands.open_referrals(wanted=[wanted], by=by, now=now)
