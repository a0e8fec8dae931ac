"""What a referral's end closes of alerts, and opens again where it is taken back: one event is one thing."""

from datetime import datetime
from typing import Final
from uuid import UUID

from linli.observation.commands.alerts import close_alerts
from linli.observation.models import Alert
from linli.referrals.rules import State
from linli.staff.rules import Viewer

# What stands where a doctor's own words would, and what comes behind them.
CLOSED_WITH_REFERRAL: Final = "随送医办结"
# Ends of a referral that answer its alerts too. Who declined is ill at home: the alert stays with the doctor.
# Source: docs/rules/observation.md#one-event.
ANSWERS_ALERTS: Final = frozenset({State.NOT_NEEDED, State.BETTER, State.RETURNED, State.ADMITTED})


def close_with_referral(
    *, observation: UUID, to: State, known_at: datetime, reason: str, by: Viewer, now: datetime
) -> None:
    """Close the alerts of an observation that its referral answers; one raised after `known_at` stays.

    known_at: when the step before was taken, so that nothing is closed that nobody had in mind.
    """
    if to not in ANSWERS_ALERTS:
        return
    words = f"{CLOSED_WITH_REFERRAL}：{reason.strip()}" if reason.strip() else CLOSED_WITH_REFERRAL
    known = Alert.objects.filter(observation=observation, raised_at__lte=known_at)
    close_alerts(alerts=known, words=words, by=by, now=now)


def open_with_referral(*, observation: UUID, closed_at: datetime, by: UUID | None) -> None:
    """Let alerts wait again that a step of the referral closed, because the step was taken back."""
    closed = Alert.objects.filter(
        observation=observation, reviewed_at=closed_at, reviewed_by=by, struck_at=None
    )
    closed.update(reviewed_at=None, reviewed_by=None, review_reason="")
