"""Nucleic acid tests as they are told: a negative one may be what a release waits for, a positive one alarms."""

from datetime import datetime

from django.db import transaction

from linli.clock import day_of
from linli.observation.commands.alerts import NewAlert, raise_alerts
from linli.observation.commands.checks import ObservationClosed
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import Cause, DecisionKind, State
from linli.observation.rules.releases import LabResult, LabTest
from linli.protocols.versions import rules_of
from linli.referrals.commands import NewReferral, open_referrals
from linli.staff.rules import Viewer


class SampleOutsidePeriod(Exception):
    """The sample was taken before the period began, or on a day to come."""


@transaction.atomic
def record_test(
    *, observation: Observation, test: LabTest, words: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Write down a test with its result; `words` say who told it, where and by which paper.

    A positive one alerts until a person reviews it, and opens a referral where none is open.
    Raises DecisionNeedsReason, ObservationClosed, SampleOutsidePeriod; nothing is written then.
    """
    held = Observation.objects.select_for_update().select_related("person").get(pk=observation.pk)
    if held.state != State.OBSERVING:
        raise ObservationClosed(held.pk)
    if not held.anchor_on <= test.taken_on <= day_of(now):
        raise SampleOutsidePeriod(test.taken_on)
    told = write_decision(
        observation=held,
        kind=DecisionKind.TEST,
        reason=words,
        values={"taken_on": test.taken_on.isoformat(), "result": test.result},
        by=by,
        now=now,
    )
    if test.result == LabResult.POSITIVE:
        raise_alerts(new=[NewAlert(held, told.pk, Cause.TEST)], now=now)
        limits = rules_of(held.protocol_id).step_limits
        open_referrals(wanted=[NewReferral(held.person, held.pk, told.pk, limits)], by=by, now=now)
    return told
