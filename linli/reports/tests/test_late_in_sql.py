"""What the sums call late is what the rule calls late, to the last moment of the grace."""

from datetime import timedelta

import pytest

from linli.reports.models import Report
from linli.reports.queries import summed
from linli.reports.rules.deadlines import is_late
from linli.reports.tests.days import Seal
from tests.cast import FIRST_DAY, TOWNSHIP


@pytest.mark.parametrize(
    "after", [timedelta(seconds=-1), timedelta(), timedelta(microseconds=1), timedelta(hours=5)]
)
def test_the_sums_call_late_what_the_rule_calls_late(after: timedelta, seal: Seal) -> None:
    report = seal()
    at = report.late_after + after
    Report.objects.filter(pk=report.pk).update(first_sealed_at=at)
    (told,) = summed.kept(area=TOWNSHIP, days=(FIRST_DAY,), digits=12)[FIRST_DAY].values()
    late = is_late(at=at, late_after=report.late_after)
    assert (told.on_time, told.late) == (int(not late), int(late))
