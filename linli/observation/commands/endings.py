"""Ends of observations: released, moved out, lost, struck off, died, kept by a hospital. See reopen for what is undone."""

from datetime import date, datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.duties.commands import waive_duties
from linli.observation.commands.check_duties import open_check_duties
from linli.observation.commands.checks import ObservationClosed
from linli.observation.commands.deaths import note_death
from linli.observation.commands.reopen import open_again
from linli.observation.models import Observation
from linli.observation.queries.ladders import tries_of
from linli.observation.queries.releases import may_sign, missing_for_release
from linli.observation.rules import KIND_CHECK, STATED, Opening, State
from linli.observation.rules.deaths import check_death_day
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


class CaseInHousehold(Exception):
    """Another of the household is suspected or confirmed, and no doctor has said that the release stands."""


class NotTheSigner(Exception):
    """The protocol names somebody else to sign the release."""


class OverBefore(Exception):
    """The period had passed before observation began here: there is nothing to release from."""


class NotOverBefore(Exception):
    """The period had not passed when observation began here."""


class TooFewTries(Exception):
    """Nobody is lost who was not looked for often enough; `tries` found nobody so far, on `days` days."""

    def __init__(self, *, tries: int, days: int) -> None:
        super().__init__(tries, days)
        self.tries = tries
        self.days = days


@transaction.atomic
def release(*, observation: Observation, by: Viewer, now: datetime) -> None:
    """Release somebody whose period is complete, signed by one of those whom the protocol names.

    Raises NotTheSigner, OverBefore, PeriodNotOver, AlertStillOpen, ReferralStillOpen, SlotsUnanswered, StillIll,
    SampleMissing, CaseInHousehold, ObservationClosed.
    """
    if not may_sign(viewer=by, observation=observation):
        raise NotTheSigner(observation.pk)
    missing = missing_for_release(observations=[observation], now=now)[0]
    refusals: tuple[tuple[object, Exception], ...] = (
        (missing.over_before, OverBefore(observation.began_on)),
        (missing.period, PeriodNotOver(observation.last_on)),
        (missing.alerts, AlertStillOpen(observation.pk)),
        (missing.referral, ReferralStillOpen(observation.pk)),
        (missing.slots, SlotsUnanswered(missing.slots)),
        (missing.symptom, StillIll(observation.pk)),
        (missing.test, SampleMissing(observation.pk)),
        (missing.cases, CaseInHousehold(observation.pk)),
    )
    for is_so, refusal in refusals:
        if is_so:
            raise refusal
    close_observation(observation=observation, state=State.RELEASED, reason="", by=by, now=now)


@transaction.atomic
def confirm_over_before(*, observation: Observation, by: Viewer, now: datetime) -> None:
    """End an observation whose period had passed before it began here, once its days were confirmed.

    Nobody is released by it. Raises NotOverBefore, AlertStillOpen, ReferralStillOpen, ObservationClosed.
    """
    missing = missing_for_release(observations=[observation], now=now)[0]
    if not missing.over_before:
        raise NotOverBefore(observation.pk)
    if missing.alerts:
        raise AlertStillOpen(observation.pk)
    if missing.referral:
        raise ReferralStillOpen(observation.pk)
    close_observation(observation=observation, state=State.OVER_BEFORE, reason="", by=by, now=now)


@transaction.atomic
def end_with_reason(
    *,
    observation: Observation,
    state: State,
    reason: str,
    by: Viewer,
    now: datetime,
    died_on: date | None = None,
) -> None:
    """End an observation as lost, struck off or died; a death closes what else waits for the person.

    died_on: None where nobody knows the day. Raises EndNeedsReason, TooFewTries (lost), DeathDayWrong, ObservationClosed.
    """
    check_end(observation=observation, state=state, reason=reason, now=now, died_on=died_on)
    close_observation(observation=observation, state=state, reason=reason.strip(), by=by, now=now)
    if state == State.DIED:
        note_death(observation=observation, died_on=died_on, reason=reason, by=by, now=now)


def check_end(
    *, observation: Observation, state: State, reason: str, now: datetime, died_on: date | None = None
) -> None:
    """Raise EndNeedsReason, TooFewTries or DeathDayWrong where somebody cannot be ended so; write nothing."""
    if state not in STATED or not reason.strip():
        raise EndNeedsReason(state)
    check_death_day(died_on=died_on, began_on=observation.began_on, today=day_of(now))
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

    Protocol, anchor and last day go along: nobody starts again for having moved. Whoever calls it settles what waits of the
    person there (elsewhere.commands.settle_found). Raises AlreadyThere, ReferralStillOpen, ObservationClosed.
    """
    if observation.community == community:
        raise AlreadyThere(community)
    if has_open_referral(person=observation.person_id):
        raise ReferralStillOpen(observation.pk)
    close_observation(observation=observation, state=State.MOVED_OUT, reason=community, by=by, now=now)
    person = move_person(person=observation.person, community=community, address=address, now=now)
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
