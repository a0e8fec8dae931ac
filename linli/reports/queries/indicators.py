"""Figures of indicators over an area as they were known at an instant."""

from datetime import date, datetime

from linli.areas.rules import AreaCode
from linli.reports.queries import summed
from linli.reports.registers import COLUMNS
from linli.reports.rules.forms import Figures


def sealed_sum(*, area: AreaCode, day: date, as_of: datetime) -> Figures:
    """Sum the communities' sealed reports of a day in an area's range; one statement whatever the size.

    Of each community the newest version that was sealed at or before `as_of`, so later corrections do not change
    the answer. A figure that no such report holds is None, never 0; no key for a column that none of them has.
    """
    told = summed.known(area=area, days=(day,), digits=len(area), at=as_of)[day].get(area)
    return told.told if told else dict.fromkeys(COLUMNS)
