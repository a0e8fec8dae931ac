"""A check is struck: it stays, with who struck it and why, and counts nowhere; and is put back."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.duties.commands import take_back_answer
from linli.observation.commands.alerts import NewAlert, raise_alerts, strike_alerts
from linli.observation.commands.answers import answer_duties
from linli.observation.commands.check_duties import follow_answer, keep_tries
from linli.observation.commands.check_questions import ActedOn, answer_questions, is_acted_on, judges
from linli.observation.commands.checks import NewCheck, Recorded, record_check
from linli.observation.commands.disagreements import disagreeing, still_disagreeing
from linli.observation.commands.prior import COMPARED, ONE_DAY, Prior
from linli.observation.commands.struck_referrals import follow_referral, refer_again
from linli.observation.models import Alert, Check, CheckStrike, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.queries.whole import goes_on_in, whole_of
from linli.observation.rules import KIND_CHECK, Cause, CheckOutcome, State
from linli.protocols.versions import rules_of
from linli.referrals.models import Referral
from linli.referrals.queries import AWAY
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at

# What stands where a doctor's review would: nobody reviewed it.
CLOSED_BY_STRIKE: Final = "登记已划掉："
CLOSED_BY_PUTTING_BACK: Final = "划掉的登记已恢复："


class StrikeNeedsReason(Exception):
    """Whoever strikes a check, or puts it back, says why."""


class CheckStruckAlready(Exception):
    """The check is struck; that strike stands."""


class CheckNotStruck(Exception):
    """The check stands; there is nothing to put back."""


class StruckByDoctor(Exception):
    """A doctor struck the check; only a doctor puts it back."""


@transaction.atomic
def strike_check(*, check: Check, reason: str, by: Viewer, now: datetime) -> CheckStrike:
    """Strike a check; what it answered, alerted and referred follows, in one transaction.

    Its duty is answered by another check of the slot, as of when that was received, else open again, or missed where its
    hour has passed. Its alert and those of contradictions that are none without it close with words that say so. Its
    referral closes likewise where no doctor has taken it over and no other check since holds it; one taken over stays, and
    a new alert tells the doctor. No seal changes. Raises StrikeNeedsReason, CheckStruckAlready, and ActedOn for whoever is
    no doctor, once a doctor or a referral has acted on the check: that one asks (check_questions).
    """
    if not reason.strip():
        raise StrikeNeedsReason
    if not judges(by=by, check=check) and is_acted_on(check=check):
        raise ActedOn(check.id)
    observation = Observation.objects.select_related("person").get(pk=check.observation_id)
    try:
        with transaction.atomic():
            strike = CheckStrike.objects.create(
                county=check.county,
                community=check.community,
                area=check.area,
                observation=observation,
                check_id=check.id,
                reason=reason.strip(),
                at=now,
                by=by.user_id,
            )
    except IntegrityError as error:
        raise CheckStruckAlready(check.id) from error
    now_on, others = goes_on_in(observation=observation), _others_of_slot(check)
    _take_back(check, observation)
    if others:
        _answer(check, others, at=max(other.received_at for other in others))
    if now_on.pk != observation.pk:  # where a visit to nobody stands on
        _take_back(check, now_on)
        keep_tries(observation=now_on, now=now)
    _follow(check, now_on)
    disagreeing_still = still_disagreeing(checks=others, protocol=rules_of(observation.protocol_id))
    agreed = [other.id for other in others if other.id not in disagreeing_still]
    words = f"{CLOSED_BY_STRIKE}{reason.strip()}"
    strike_alerts(alerts=Alert.objects.filter(check_id=check.id), words=words, by=by, now=now)
    answer_questions(check=check, words=words, by=by, now=now)
    contradicted = Alert.objects.filter(check_id__in=agreed, cause=Cause.DISAGREES)
    strike_alerts(alerts=contradicted, words=words, by=by, now=now)
    if follow_referral(cause=check.id, person=now_on.person_id, words=words, by=by, now=now):
        told = NewAlert(now_on, strike.id, Cause.STRUCK, check.temperature_tenths, check.symptoms)
        raise_alerts(new=[told], now=now)
    _write("check.struck", check, by, now)
    return strike


@transaction.atomic
def strike_and_record(*, check: Check, reason: str, new: NewCheck, by: Viewer, now: datetime) -> Recorded:
    """Strike a check and record what should have been typed, in one transaction. Raises as both do; then nothing is done."""
    strike_check(check=check, reason=reason, by=by, now=now)
    return record_check(new=new, by=by, now=now)


@transaction.atomic
def put_back_check(*, check: Check, reason: str, by: Viewer, now: datetime) -> None:
    """Let a struck check count again, with its duty, its alerts and its referral as the strike found them.

    An alert that a person had reviewed stays reviewed. A referral that the strike closed is raised anew, where none is
    open; both for the row in which the observation goes on. What the check contradicts by now alerts too. What a doctor
    struck, only a doctor puts back. Raises StrikeNeedsReason, CheckNotStruck, StruckByDoctor.
    """
    if not reason.strip():
        raise StrikeNeedsReason
    standing = CheckStrike.objects.filter(county=check.county, check_id=check.id, lifted_at=None)
    strike = standing.first()
    if strike and not judges(by=by, check=check) and _is_of_doctor(strike, now):
        raise StruckByDoctor(check.id)
    lifted = standing.update(lifted_at=now, lifted_by=by.user_id, lifted_reason=reason.strip())
    if strike is None or not lifted:
        raise CheckNotStruck(check.id)
    observation = Observation.objects.select_related("person").get(pk=check.observation_id)
    others = _others_of_slot(check)
    _answer(check, [check], at=check.received_at)
    now_on = goes_on_in(observation=observation)
    keep_tries(observation=now_on, now=now)
    _follow(check, now_on)
    words = f"{CLOSED_BY_PUTTING_BACK}{reason.strip()}"
    told = Alert.objects.filter(check_id=strike.id, cause=Cause.STRUCK)
    strike_alerts(alerts=told, words=words, by=by, now=now)
    rows = whole_of(observations=[now_on]).rows
    followed = Alert.objects.filter(observation__in=rows, struck_at=strike.at).exclude(check_id=strike.id)
    waits = followed.filter(reviewed_at=strike.at)
    if now_on.community == observation.community:
        waits.update(observation=now_on, area=now_on.area)
    waits.update(reviewed_at=None, reviewed_by=None, review_reason="", struck_at=None)
    followed.update(struck_at=None)
    _alert_of_contradictions(check, others, observation, now)
    refer_again(check=check, observation=now_on, rows=rows, by=by, now=now)
    _write("check.put_back", check, by, now)


def _is_of_doctor(strike: CheckStrike, now: datetime) -> bool:
    """Say whether whoever struck a check is a doctor of its door now."""
    who = User.objects.filter(pk=strike.by).first()
    viewer = viewer_of(user=who, on=day_of(now)) if who else None
    return may_at(viewer=viewer, action=Action.REVIEW_ALERT, area=strike.area)


def _take_back(check: Check, observation: Observation) -> None:
    """Let a row of its observation stand as if the check had not come."""
    take_back_answer(
        county=observation.county,
        kind=KIND_CHECK,
        subject=observation.pk,
        fact_id=check.id,
        waived_from=_waived_from(observation),
    )


def _follow(check: Check, now_on: Observation) -> None:
    """Let the row that goes on ask for the session of a check, or ask no more."""
    follow_answer(
        observation=now_on,
        slot_on=check.slot_on,
        session=check.session,
        waived_from=_waived_from(now_on),
    )


def _waived_from(observation: Observation) -> datetime | None:
    """Return from when nobody is seen at home: since the end, or while at a clinic; None where they are."""
    if observation.state != State.OBSERVING:
        return observation.closed_at
    away = Referral.objects.filter(subject=observation.pk, state__in=AWAY).first()
    if away is None:
        return None
    turned = away.steps.filter(to__in=sorted(AWAY), undone_at=None).order_by("at").first()
    return away.arrived_at or (turned.at if turned else away.raised_at)


def _others_of_slot(check: Check) -> list[Check]:
    """Return the other standing checks of a check's slot, in the order in which they were received."""
    rows = standing_checks(
        county=check.county,
        observation=check.observation_id,
        slot_on=check.slot_on,
        session=check.session,
    )
    return list(rows.exclude(id=check.id).order_by("received_at", "id"))


def _answer(check: Check, checks: list[Check], *, at: datetime) -> None:
    """Let checks of one slot answer its duty, as if they came at `at`."""
    near = standing_checks(
        county=check.county,
        observation=check.observation_id,
        outcome=CheckOutcome.DONE,
        slot_on__gte=check.slot_on - ONE_DAY,
    ).exclude(id__in=[one.id for one in checks])
    answer_duties(county=check.county, checks=checks, prior=Prior({}, list(near)), now=at)


def _alert_of_contradictions(
    check: Check, others: list[Check], observation: Observation, now: datetime
) -> None:
    found = disagreeing(
        checks=[check],
        prior=[other for other in others if other.outcome == CheckOutcome.DONE and other.channel in COMPARED],
        protocol_of={observation.pk: observation.protocol_id},
    )
    Alert.objects.bulk_create(
        Alert(
            county=one.county,
            community=one.community,
            area=one.area,
            observation_id=one.observation_id,
            check_id=one.id,
            cause=Cause.DISAGREES,
            temperature_tenths=one.temperature_tenths,
            symptoms=one.symptoms,
            raised_at=now,
        )
        for one in found
    )


def _write(action: str, check: Check, by: Viewer, now: datetime) -> None:
    write_event(
        action=action,
        area=check.area,
        by=by.user_id,
        now=now,
        subject=check.observation_id,
        changed={"check": str(check.id)},
    )
