"""Steps of referrals with what they change here: waived and resumed checks, the end of an observation."""

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction

from linli.cases.commands.falling import NOTHING_FELL, Fallen, let_case_fall
from linli.clock import day_of
from linli.duties.commands import resume_duties, waive_duties
from linli.observation.commands.check_duties import fit_check_duties
from linli.observation.commands.checks import ObservationClosed
from linli.observation.commands.endings import close_observation
from linli.observation.commands.events import close_with_referral, open_with_referral
from linli.observation.commands.households import observe_family
from linli.observation.commands.reopen import NotToReopen, reopen_observation
from linli.observation.models import Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import KIND_CHECK
from linli.observation.rules import State as ObservationState
from linli.observation.rules.households import Event
from linli.protocols.versions import rules_of
from linli.referrals import commands
from linli.referrals.models import Referral, ReferralStep
from linli.referrals.rules import AWAY, CONTAGIOUS, Effect, State
from linli.staff.rules import Viewer


class ReferredAlready(Exception):
    """The person is on the way to a clinic."""


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
    known_at = _last_step_at(referral)
    step = commands.take_step(
        referral=referral,
        to=to,
        by=by,
        now=now,
        found_at=_found_at(referral),
        **told,
    )
    close_with_referral(
        observation=referral.subject,
        to=step.to,
        known_at=known_at,
        reason=told.get("reason", ""),
        by=by,
        now=now,
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
            observe_family(
                patient=observation,
                case=referral.pk,
                event=Event.ADMITTED,
                exposed_on=last_day_at_home(referral),
                by=by,
                now=now,
            )


@transaction.atomic
def take_back_step(*, referral: Referral, seen: State, reason: str, by: Viewer, now: datetime) -> Fallen:
    """Take the last step of a referral back, with what it changed here: away again, at home again, observed again.

    A bed ended the observation, which goes on in a row of its own as after any other end; what it brought about for the
    family falls, and is returned. Raises UndoNeedsReason, StepNotToUndo, also where the person is observed anew since;
    nothing is changed then.
    """
    step = commands.undo_step(referral=referral, seen=seen, reason=reason, by=by, now=now)
    open_with_referral(observation=referral.subject, closed_at=step.at, by=step.by)
    observation = Observation.objects.get(pk=referral.subject)
    if seen == State.ADMITTED and observation.state == ObservationState.REFERRED:
        try:
            observation = reopen_observation(observation=observation, reason=reason, by=by, now=now)
        except NotToReopen as refused:
            raise commands.StepNotToUndo(referral.pk) from refused
        referral.refresh_from_db()
    fallen = NOTHING_FELL
    if seen == State.ADMITTED:
        fallen = let_case_fall(case=referral.pk, event=Event.UNDONE, by=by, now=now)
    if observation.state != ObservationState.OBSERVING:
        return fallen
    if referral.state in AWAY:
        waive_duties(county=observation.county, kind=KIND_CHECK, subject=observation.pk, from_=now)
    elif seen in AWAY:
        resume_duties(county=observation.county, kind=KIND_CHECK, subject=observation.pk, from_=now)
        fit_check_duties(observation=observation, now=now)
    return fallen


@transaction.atomic
def refer_by_doctor(*, observation: Observation, cause: UUID, by: Viewer, now: datetime) -> Referral:
    """Open a referral that a doctor asks for, taken over by that doctor; its clock starts now.

    cause: what the doctor goes by: a check, a finding. Raises ObservationClosed, ReferredAlready.
    """
    held = Observation.objects.select_for_update(of=("self",)).select_related("person").get(pk=observation.pk)
    if held.state != ObservationState.OBSERVING:
        raise ObservationClosed(held.pk)
    limits = rules_of(held.protocol_id).step_limits
    wanted = commands.NewReferral(held.person, held.pk, cause, limits=limits)
    opened = commands.open_referrals(wanted=[wanted], by=by, now=now)
    if not opened:
        raise ReferredAlready(held.pk)
    commands.take_step(referral=opened[0], to=State.ACCEPTED, by=by, now=now)
    return opened[0]


def _found_at(referral: Referral) -> datetime | None:
    """Return when the reading was taken that a referral rests on, by our clock at the latest; None where it is no reading."""
    rows = standing_checks(county=referral.county, id=referral.cause)
    told = rows.values_list("claimed_at", "received_at").first()
    return min(told) if told else None


def _last_step_at(referral: Referral) -> datetime:
    steps = ReferralStep.objects.filter(referral=referral, undone_at=None)
    return steps.order_by("-at").values_list("at", flat=True).first() or referral.raised_at


def last_day_at_home(referral: Referral) -> date:
    """Return the day on which the person left home for the clinic: the last contact with the family."""
    steps = ReferralStep.objects.filter(referral=referral, to=State.TRANSPORT, undone_at=None)
    left = steps.order_by("-at").first()
    return day_of(left.at if left else referral.raised_at)
