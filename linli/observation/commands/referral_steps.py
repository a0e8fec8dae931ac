"""Steps of referrals with what they change here: waived and resumed checks, the end of an observation."""

from datetime import date, datetime
from typing import Unpack

from django.db import transaction

from linli.clock import day_of
from linli.duties.commands import resume_duties, waive_duties
from linli.observation.commands.check_duties import fit_check_duties
from linli.observation.commands.endings import close_observation
from linli.observation.commands.households import observe_family
from linli.observation.models import Observation
from linli.observation.rules import KIND_CHECK
from linli.observation.rules import State as ObservationState
from linli.referrals import commands
from linli.referrals.models import Referral, ReferralStep
from linli.referrals.rules import CONTAGIOUS, Effect, State
from linli.staff.rules import Viewer


@transaction.atomic
def take_referral_step(
    *,
    referral: Referral,
    to: State,
    by: Viewer,
    now: datetime,
    **told: Unpack[commands.Told],
) -> None:
    """Move a referral on and carry out the effect that the table names, in one transaction.

    Raises StepNotAllowed, StepNeeds, TimesWrong, ReferralMovedOn; nothing is changed then.
    """
    step = commands.take_step(
        referral=referral,
        to=to,
        by=by,
        now=now,
        **told,
    )
    observation = Observation.objects.select_related("person").get(pk=referral.subject)
    if observation.state != ObservationState.OBSERVING:
        return  # it ended on the way, e.g. died at the clinic; the referral still tells the rest
    if step.effect == Effect.WAIVE_CHECKS:
        waive_duties(county=observation.county, kind=KIND_CHECK, subject=observation.pk, from_=now)
    elif step.effect == Effect.RESUME_CHECKS:
        resume_duties(county=observation.county, kind=KIND_CHECK, subject=observation.pk, from_=now)
        fit_check_duties(observation=observation, now=now)  # the version may have changed meanwhile
    elif step.effect == Effect.END_OBSERVATION:
        close_observation(observation=observation, state=ObservationState.REFERRED, reason="", by=by, now=now)
        if referral.result in CONTAGIOUS:
            observe_family(patient=observation, exposed_on=last_day_at_home(referral), by=by, now=now)


def last_day_at_home(referral: Referral) -> date:
    """Return the day on which the person left home for the clinic: the last contact with the family."""
    left = ReferralStep.objects.filter(referral=referral, to=State.TRANSPORT).order_by("-at").first()
    return day_of(left.at if left else referral.raised_at)
