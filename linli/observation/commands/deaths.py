"""What a death closes beside the observation: its alerts and the referral; and what taking it back opens again."""

from collections.abc import Mapping
from datetime import date, datetime

from linli.observation.commands.alerts import close_alerts
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Alert, Observation, ObservationDecision
from linli.observation.rules import DecisionKind, State
from linli.observation.rules.deaths import CLOSED_BY_DEATH
from linli.referrals.commands import close_by_death, follow_observation, open_after_death
from linli.staff.rules import Viewer


def note_death(
    *, observation: Observation, died_on: date | None, reason: str, by: Viewer, now: datetime
) -> None:
    """Write down a death with its day, and close the alerts and the referral that wait. Call it inside a transaction.

    died_on: None where nobody knows the day. The observation itself is closed by the caller, at the same moment.
    """
    waiting = Alert.objects.filter(observation=observation, reviewed_at=None)
    alerts = [str(pk) for pk in waiting.values_list("pk", flat=True)]
    close_alerts(alerts=waiting, words=f"{CLOSED_BY_DEATH}{reason.strip()}", by=by, now=now)
    values = {
        "died_on": died_on.isoformat() if died_on else None,
        "alerts": alerts,
        "referrals": close_by_death(person=observation.person_id, by=by, now=now),
    }
    write_decision(
        observation=observation, kind=DecisionKind.DIED, reason=reason, values=values, by=by, now=now
    )


def carry_on(*, old: Observation, again: Observation, by: Viewer, now: datetime) -> bool:
    """Give what waited for an ended observation to the one that goes on; say whether a referral does.

    What a death had closed waits again, what was decided otherwise stays decided. Call it inside a transaction.
    """
    closed = _closed_by_death(old)
    if closed:
        Alert.objects.filter(pk__in=closed["alerts"], reviewed_at=old.closed_at).update(
            reviewed_at=None, reviewed_by=None, review_reason=""
        )
        open_after_death(stood=closed["referrals"], by=by, now=now)
    Alert.objects.filter(observation=old, reviewed_at=None).update(observation=again, area=again.area)
    return follow_observation(person=again.person_id, subject=again.pk)


def _closed_by_death(old: Observation) -> Mapping[str, dict[str, str]] | None:
    if old.state != State.DIED:
        return None
    rows = ObservationDecision.objects.filter(observation=old, kind=DecisionKind.DIED).order_by("-at", "-pk")
    return rows.values_list("values", flat=True).first()
