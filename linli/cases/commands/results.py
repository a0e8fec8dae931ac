"""A word on what somebody has that moved on or was corrected, with what it changes here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from linli.cases.commands.falling import NOTHING_FELL, Fallen, let_case_fall
from linli.cases.commands.referral_steps import last_day_at_home
from linli.observation.commands.alerts import NewAlert, close_alerts, raise_alerts
from linli.observation.commands.households import observe_family
from linli.observation.commands.struck_referrals import follow_referral
from linli.observation.models import Alert, Observation
from linli.observation.rules import Cause, State
from linli.observation.rules.households import Event
from linli.protocols.versions import rules_of
from linli.referrals import commands
from linli.referrals.models import Diagnosis, Referral
from linli.referrals.queries.results import was_case
from linli.referrals.rules import CLOSED, CONTAGIOUS
from linli.referrals.rules import State as ReferralState
from linli.referrals.rules.results import NO_RESULT, brings_illness_home
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at

# What stands where the reason of a referral taken back would.
CLOSED_BY_CORRECTION: Final = "依据的结果已更正："
# What stands where a doctor's review would, of who was at home without a result.
CLOSED_BY_RESULT: Final = "已重新登记结果"


@dataclass(frozen=True)
class WentBack:
    """What a correction took back. disinfection: an order not carried out; referral: where one that it raised stands."""

    fallen: Fallen = NOTHING_FELL
    disinfection: bool = False
    referral: str = ""


@transaction.atomic
def move_result(*, referral: Referral, seen: str, result: str, note: str, by: Viewer, now: datetime) -> None:
    """Enter the next word on a referral and carry out what follows. Raises as referrals' does."""
    before = referral.result
    commands.move_result(referral=referral, seen=seen, result=result, note=note, by=by, now=now)
    told = Alert.objects.filter(cause=Cause.WITHDRAWN, check_id__in=referral.diagnoses.values("pk"))
    close_alerts(alerts=told, words=CLOSED_BY_RESULT, by=by, now=now)
    _follow(referral, before, by, now)


@transaction.atomic
def correct_result(
    *, referral: Referral, seen: str, result: str, reason: str, by: Viewer, now: datetime
) -> WentBack:
    """Correct the word on a referral, or take it back (NO_RESULT); return what fell. Raises as referrals' do.

    Where nobody was rightly suspected or confirmed, what followed from that falls in the same transaction; a correction of
    the correction brings it back.
    """
    before, was_due = referral.result, referral.disinfection_due_at
    if result == NO_RESULT:
        none = commands.withdraw_result(referral=referral, seen=seen, reason=reason, by=by, now=now)
        _tell_doctor(referral, none, by, now)
    else:
        commands.correct_result(referral=referral, seen=seen, result=result, reason=reason, by=by, now=now)
    _follow(referral, before, by, now)
    if was_case(referral=referral):
        return WentBack()
    return WentBack(
        let_case_fall(case=referral.pk, event=Event.CORRECTED, by=by, now=now),
        disinfection=was_due is not None and referral.disinfection_due_at is None,
        referral=_take_referral_back(referral, reason, by, now),
    )


def _follow(referral: Referral, before: str, by: Viewer, now: datetime) -> None:
    """Have the family of a case in hospital, or that died, observed, and a case that went home referred again.

    What a word brought about stays when a later one, on its own day, says otherwise: a person ends the observation of the family.
    """
    observation = Observation.objects.select_related("person").get(pk=referral.subject)
    if (
        referral.state in {ReferralState.ADMITTED, ReferralState.DIED}
        and referral.result in CONTAGIOUS
        and before not in CONTAGIOUS
    ):
        observe_family(
            patient=observation,
            case=referral.pk,
            event=Event.RESULT,
            exposed_on=last_day_at_home(referral),
            by=by,
            now=now,
        )
    elif observation.state == State.OBSERVING and brings_illness_home(
        state=referral.state, before=before, now=referral.result
    ):
        cause = referral.diagnoses.order_by("at", "pk").last()
        assert cause is not None  # noqa: S101 (entered just now)
        limits = rules_of(observation.protocol_id).step_limits
        wanted = commands.NewReferral(observation.person, observation.pk, cause.pk, limits=limits)
        commands.open_referrals(wanted=[wanted], by=by, now=now)


def _tell_doctor(referral: Referral, none: Diagnosis, by: Viewer, now: datetime) -> None:
    """Tell the doctor that somebody is at home on a word that was another's, where a clinic took it back."""
    observation = Observation.objects.get(pk=referral.subject)
    judges = may_at(viewer=by, action=Action.JUDGE_REFERRAL, area=referral.area)
    at_home = referral.state == ReferralState.RETURNED and observation.state == State.OBSERVING
    if judges or not at_home or referral.result:
        return
    raise_alerts(new=[NewAlert(observation, none.pk, Cause.WITHDRAWN)], now=now)


def _take_referral_back(referral: Referral, reason: str, by: Viewer, now: datetime) -> str:
    """Take back the referral that a wrong word of somebody at home raised; return where it stands then, '' for none."""
    words = referral.diagnoses.values("pk")
    raised = Referral.objects.filter(cause__in=words).exclude(state__in=CLOSED).first()
    if raised is None:
        return ""
    words_of_it = f"{CLOSED_BY_CORRECTION}{reason.strip()}"
    follow_referral(cause=raised.cause, person=raised.person_id, words=words_of_it, by=by, now=now)
    raised.refresh_from_db()
    return raised.state
