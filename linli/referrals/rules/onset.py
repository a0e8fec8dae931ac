"""The day on which somebody fell ill, as it is told: what can be believed."""

from datetime import date, timedelta
from typing import Final

# A day longer before the referral than this is a slip of the pen. Source: docs/rules/referrals.md#onset.
LONGEST_BEFORE: Final = timedelta(days=60)


class OnsetNotBelievable(ValueError):
    """The day is still to come, or lies longer before the referral than somebody is ill at home unseen."""


def check_onset(*, on: date, raised_on: date, today: date) -> None:
    """Raise OnsetNotBelievable for a day after today, or more than 60 days before the referral was raised.

    After the referral it may lie: somebody sent without a symptom falls ill later.
    """
    if on > today or on < raised_on - LONGEST_BEFORE:
        raise OnsetNotBelievable(on)
