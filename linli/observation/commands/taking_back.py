"""Observations that a list opened, struck off together because the list is taken back; and taken in again.

Each is the end that `end_with_reason` states as STRUCK_OFF and the continuation that `reopen_observation` opens, so the
balance needs no term of its own and no sealed count changes. Statements: a dozen however many, and three for each referral.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_events
from linli.duties.commands import waive_duties_of
from linli.ids import new_id
from linli.observation.commands.alerts import strike_alerts
from linli.observation.commands.check_duties import open_check_duties
from linli.observation.commands.decisions import DecisionNeedsReason
from linli.observation.commands.endings import EndNeedsReason
from linli.observation.commands.reopen import continuation_of
from linli.observation.models import Alert, Check, CheckStrike, Observation, ObservationDecision
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import KIND_CHECK, REFERRED, Channel, DecisionKind, State
from linli.protocols.versions import rules_of
from linli.referrals.commands import NewReferral, open_referrals, strike_referral
from linli.referrals.models import Referral
from linli.referrals.rules import State as Step
from linli.staff.rules import Viewer
from linli.stream.bulk import insert_rows

CLOSED_BY_TAKING_BACK: Final = "名单已撤回："


@transaction.atomic
def take_back_observations(
    *, observations: Collection[UUID], reason: str, by: Viewer, now: datetime
) -> list[Observation]:
    """Strike off open observations of one community, with what a list told of them; return those that were open.

    What still falls due is waived, readings of the list are struck, alerts that wait and referrals that nobody took over
    close with words that say so. Raises EndNeedsReason.
    """
    if not reason.strip():
        raise EndNeedsReason(State.STRUCK_OFF)
    open_ = list(Observation.objects.filter(pk__in=observations, state=State.OBSERVING))
    if not open_:
        return []
    ids = [row.pk for row in open_]
    county, community = open_[0].county, open_[0].community
    Observation.objects.filter(pk__in=ids, state=State.OBSERVING).update(
        state=State.STRUCK_OFF, closed_at=now, closed_reason=reason.strip()
    )
    waive_duties_of(county=county, kind=KIND_CHECK, subjects=ids, from_=now)
    write_events(action="observation.struck_off", area=community, by=by.user_id, now=now, subjects=ids)
    told = list(standing_checks(county=county, observation__in=ids, channel=Channel.ROSTER))
    strike_told(checks=told, reason=reason, by=by, now=now)
    return open_


def strike_told(*, checks: Sequence[Check], reason: str, by: Viewer, now: datetime) -> None:
    """Strike readings that a list told, with the alerts and the referrals that nobody took over.

    Such a reading answered no duty. Call it inside a transaction; no check is struck yet.
    """
    if not checks:
        return
    insert_rows(
        CheckStrike(
            county=check.county,
            id=new_id(),
            community=check.community,
            area=check.area,
            observation_id=check.observation_id,
            check_id=check.id,
            reason=reason.strip(),
            at=now,
            by=by.user_id,
        )
        for check in checks
    )
    words = f"{CLOSED_BY_TAKING_BACK}{reason.strip()}"
    ids = [check.id for check in checks]
    strike_alerts(alerts=Alert.objects.filter(check_id__in=ids), words=words, by=by, now=now)
    for referral in Referral.objects.filter(cause__in=ids, state=Step.RAISED):
        strike_referral(referral=referral, words=words, by=by, now=now)
    write_events(
        action="check.struck",
        area=checks[0].community,
        by=by.user_id,
        now=now,
        subjects=[check.observation_id for check in checks],
    )


@transaction.atomic
def take_in_again(
    *, observations: Collection[UUID], struck_at: datetime, reason: str, by: Viewer, now: datetime
) -> list[Observation]:
    """Let observations that were taken back at a moment go on to their last day, with what the list told of them.

    Each continuation is a row of its own and counts as new. Raises DecisionNeedsReason.
    """
    if not reason.strip():
        raise DecisionNeedsReason(DecisionKind.REOPENED)
    taken = Observation.objects.filter(pk__in=observations, state=State.STRUCK_OFF, closed_at=struck_at)
    old = list(taken.select_related("person"))
    if not old:
        return []
    again = {row.pk: continuation_of(old=row, person=row.person, now=now) for row in old}
    insert_rows(again.values())
    by_protocol: dict[str, list[Observation]] = defaultdict(list)
    for row in again.values():
        by_protocol[row.protocol_id].append(row)
    for rows in by_protocol.values():
        open_check_duties(observations=rows, from_=now)
    ObservationDecision.objects.bulk_create(
        ObservationDecision(
            county=row.county,
            community=row.community,
            area=row.area,
            observation=row,
            kind=DecisionKind.REOPENED,
            at=now,
            by=by.user_id,
            reason=reason.strip(),
            values={"of": str(pk), "ended_as": State.STRUCK_OFF},
        )
        for pk, row in again.items()
    )
    write_events(
        action="observation.decided_reopened",
        area=old[0].community,
        by=by.user_id,
        now=now,
        subjects=[row.pk for row in again.values()],
    )
    lift_told(county=old[0].county, observations=again, struck_at=struck_at, reason=reason, by=by, now=now)
    return list(again.values())


def lift_told(
    *,
    county: str,
    observations: dict[UUID, Observation],
    struck_at: datetime,
    reason: str,
    by: Viewer,
    now: datetime,
) -> None:
    """Let the readings of a list that were struck at a moment count again; their alerts wait, their referrals are raised anew.

    observations: by the id of the observation that the reading is of, the one that is open now, with its person. Call it
    inside a transaction.
    """
    struck = CheckStrike.objects.filter(
        county=county, observation__in=list(observations), at=struck_at, lifted_at=None
    )
    checks = list(struck.values_list("check_id", flat=True))
    if not checks:
        return
    struck.update(lifted_at=now, lifted_by=by.user_id, lifted_reason=reason.strip())
    alerts = list(Alert.objects.filter(check_id__in=checks, struck_at=struck_at))
    asking = []
    for alert in alerts:
        alert.observation = observations[alert.observation_id]
        alert.struck_at = None
        if alert.reviewed_at == struck_at:
            alert.reviewed_at, alert.reviewed_by, alert.review_reason = None, None, ""
            if alert.cause in REFERRED:
                asking.append(alert)
    Alert.objects.bulk_update(
        alerts, ["observation", "struck_at", "reviewed_at", "reviewed_by", "review_reason"]
    )
    open_referrals(
        wanted=[
            NewReferral(
                alert.observation.person,
                alert.observation.pk,
                alert.check_id,
                limits=rules_of(alert.observation.protocol_id).step_limits,
            )
            for alert in asking
        ],
        by=by,
        now=now,
    )
