"""A test, a finding or a death in hospital that was told by mistake: taken back with a reason; both stay."""

from datetime import date, datetime

from django.db import transaction

from linli.cases.queries.told import Told
from linli.clock import day_of
from linli.observation.commands.alerts import strike_alerts
from linli.observation.commands.decisions import write_decision
from linli.observation.commands.struck_referrals import follow_referral
from linli.observation.models import Alert, Observation, ObservationDecision
from linli.observation.queries.taken_back import died_in_hospital, taken_back
from linli.observation.rules import DecisionKind, State
from linli.observation.rules.deaths import check_death_day
from linli.staff.rules import Viewer

# What stands where a review would.
CLOSED_BY_TAKING_BACK = "登记已撤回："


class TakenBackAlready(Exception):
    """It is taken back; that stands."""


class NotInHospital(Exception):
    """The observation did not end in a hospital bed, or a death of its person is told already."""


@transaction.atomic
def take_back_told(
    *, observation: Observation, told: Told, reason: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Take something back. The alert of a positive test closes with words, and so does a referral that nobody took over.

    Raises TakenBackAlready, DecisionNeedsReason; nothing is changed then.
    """
    held = Observation.objects.select_for_update().get(pk=observation.pk)
    if told.id in taken_back(observations=[held.pk]):
        raise TakenBackAlready(told.id)
    decision = write_decision(
        observation=held,
        kind=DecisionKind.TAKEN_BACK,
        reason=reason,
        values={"of": str(told.id), "what": told.what, "said": told.said},
        by=by,
        now=now,
    )
    words = f"{CLOSED_BY_TAKING_BACK}{reason.strip()}"
    strike_alerts(alerts=Alert.objects.filter(check_id=told.id), words=words, by=by, now=now)
    follow_referral(cause=told.id, person=held.person_id, words=words, by=by, now=now)
    return decision


@transaction.atomic
def note_death_in_hospital(
    *, observation: Observation, died_on: date | None, reason: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Write down that somebody whom a hospital keeps has died there. Nobody leaves the balance a second time by it.

    died_on: None where nobody knows the day. Raises NotInHospital, DeathDayWrong, DecisionNeedsReason.
    """
    held = Observation.objects.select_for_update().get(pk=observation.pk)
    if held.state != State.REFERRED or died_in_hospital(observations=[held]):
        raise NotInHospital(held.pk)
    check_death_day(died_on=died_on, began_on=held.began_on, today=day_of(now))
    values: dict[str, object] = {
        "died_on": died_on.isoformat() if died_on else None,
        "alerts": [],
        "referrals": {},
    }
    return write_decision(
        observation=held, kind=DecisionKind.DIED, reason=reason, values=values, by=by, now=now
    )
