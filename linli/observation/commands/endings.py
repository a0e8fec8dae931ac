"""Ends of observations: released, moved out, lost, struck off, died, kept by a hospital. See reopen for what is undone."""

from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.duties.commands import waive_duties
from linli.observation.commands.check_duties import open_check_duties
from linli.observation.commands.checks import ObservationClosed
from linli.observation.commands.found_here import settle_found
from linli.observation.commands.reopen import open_again
from linli.observation.models import Observation
from linli.observation.queries.ladders import tries_of
from linli.observation.queries.releases import may_sign, missing_for_release
from linli.observation.rules import KIND_CHECK, STATED, Opening, State
from linli.observation.rules.tries import is_lost
from linli.people.commands import move_person
from linli.referrals.queries import has_open_referral
from linli.staff.rules import Viewer


class PeriodNotOver(Exception):
    """The last day has not passed; release is possible from the day after."""


class AlertStillOpen(Exception):
    """An alert of this observation waits for a review."""


class ReferralStillOpen(Exception):
    """The person is on the way to a clinic; the move waits until the referral is closed."""


class EndNeedsReason(Exception):
    """An end other than release is stated with a reason."""


class AlreadyThere(Exception):
    """The person is in this community."""


class SlotsUnanswered(Exception):
    """Slots of the period were neither answered nor explained."""


class StillIll(Exception):
    """The last check found a fever or a symptom."""


class SampleMissing(Exception):
    """The protocol asks for a negative test on its last test day or later."""


class NotTheSigner(Exception):
    """The protocol names somebody else to sign the release."""


class TooFewTries(Exception):
    """Nobody is lost who was not looked for often enough; `tries` found nobody so far, on `days` days."""

    def __init__(self, *, tries: int, days: int) -> None:
        super().__init__(tries, days)
        self.tries = tries
        self.days = days


@transaction.atomic
def release(*, observation: Observation, by: Viewer, now: datetime) -> None:
    """Release somebody whose period is complete, signed by one of those whom the protocol names.

    Raises NotTheSigner, PeriodNotOver, AlertStillOpen, ReferralStillOpen, SlotsUnanswered, StillIll, SampleMissing,
    ObservationClosed.
    """
    if not may_sign(viewer=by, observation=observation):
        raise NotTheSigner(observation.pk)
    missing = missing_for_release(observations=[observation], now=now)[0]
    if missing.period:
        raise PeriodNotOver(observation.last_on)
    if missing.alerts:
        raise AlertStillOpen(observation.pk)
    if missing.referral:
        raise ReferralStillOpen(observation.pk)
    if missing.slots:
        raise SlotsUnanswered(missing.slots)
    if missing.symptom:
        raise StillIll(observation.pk)
    if missing.test:
        raise SampleMissing(observation.pk)
    close_observation(observation=observation, state=State.RELEASED, reason="", by=by, now=now)


@transaction.atomic
def end_with_reason(
    *, observation: Observation, state: State, reason: str, by: Viewer, now: datetime
) -> None:
    """End an observation as lost, struck off or died. Raises EndNeedsReason, TooFewTries (lost), ObservationClosed."""
    check_end(observation=observation, state=state, reason=reason)
    close_observation(observation=observation, state=state, reason=reason.strip(), by=by, now=now)


def check_end(*, observation: Observation, state: State, reason: str) -> None:
    """Raise EndNeedsReason or TooFewTries where somebody cannot be ended so; write nothing."""
    if state not in STATED or not reason.strip():
        raise EndNeedsReason(state)
    if state == State.LOST:
        tries = tries_of(observation=observation)
        if not is_lost(tries=tries):
            raise TooFewTries(tries=len(tries), days=len({day_of(at) for at in tries}))


def close_observation(
    *, observation: Observation, state: State, reason: str, by: Viewer, now: datetime
) -> None:
    """Close an open observation and waive what would still fall due. Call it inside a transaction.

    Raises ObservationClosed when it is closed already, so that nobody leaves the balance twice.
    """
    closed = Observation.objects.filter(pk=observation.pk, state=State.OBSERVING).update(
        state=state, closed_at=now, closed_reason=reason
    )
    if not closed:
        raise ObservationClosed(observation.pk)
    waive_duties(county=observation.county, kind=KIND_CHECK, subject=observation.pk, from_=now)
    write_event(
        action=f"observation.{state.value.lower()}",
        area=observation.area,
        by=by.user_id,
        now=now,
        subject=observation.pk,
    )
    observation.refresh_from_db()


@transaction.atomic
def move_to_community(
    *, observation: Observation, community: AreaCode, address: str, by: Viewer, now: datetime
) -> Observation:
    """Close the observation here as moved out and open its rest there, in one transaction; return the new one.

    Protocol, anchor and last day go along: nobody starts again for having moved. Raises AlreadyThere,
    ReferralStillOpen, ObservationClosed.
    """
    if observation.community == community:
        raise AlreadyThere(community)
    if has_open_referral(person=observation.person_id):
        raise ReferralStillOpen(observation.pk)
    close_observation(observation=observation, state=State.MOVED_OUT, reason=community, by=by, now=now)
    person = move_person(person=observation.person, community=community, address=address, now=now)
    settle_found(person=person.pk, community=community, by=by, now=now)
    moved = open_again(old=observation, person=person, now=now, opened_as=Opening.MOVED_IN)
    open_check_duties(observations=[moved], from_=now)
    write_event(
        action="observation.moved_in",
        area=community,
        by=by.user_id,
        now=now,
        subject=moved.pk,
        changed={"from": observation.community},
    )
    return moved
