"""Which day of its period an observation has come to, under the version that it is under."""

from datetime import date

from linli.observation.models import Observation
from linli.observation.rules.period import DayOfPeriod, day_of_period
from linli.protocols.versions import rules_of


def period_of(*, observation: Observation, day: date) -> DayOfPeriod:
    """Return which day of an observation's period a day is. No statement: versions are kept in the process."""
    rules = rules_of(observation.protocol_id)
    return day_of_period(
        anchor_on=observation.anchor_on,
        last_on=observation.last_on,
        counts_anchor_day=rules.counts_anchor_day,
        day=day,
    )
