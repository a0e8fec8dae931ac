"""Checks typed on one page, of a household or of a list."""

import pytest

from linli.desk.commands import ChecksRefused, record_together
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.commands import NewCheck, Recorded
from linli.observation.models import Check
from linli.observation.rules import Channel, CheckOutcome
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MORNING, MakeObservation


def test_one_visit_records_the_whole_household_or_nobody(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    one, other = (
        make_observation(address="3栋1单元501室"),
        make_observation(address="3栋1单元501室", name="李强"),
    )

    def visit(tenths: int) -> list[Recorded]:
        new = [
            NewCheck(new_id(), row, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=value)
            for row, value in ((one, 365), (other, tenths))
        ]
        return record_together(new=new, by=worker, now=MORNING)

    with pytest.raises(ChecksRefused) as refused:
        visit(480)
    assert list(refused.value.refused) == [1]
    assert not Check.objects.filter(county=COUNTY).exists()
    assert len(visit(366)) == 2
    duties = Duty.objects.filter(
        county=COUNTY, subject__in=[one.pk, other.pk], slot_on=FIRST_DAY, session="AM"
    )
    assert [duty.outcome for duty in duties] == ["DONE", "DONE"]
