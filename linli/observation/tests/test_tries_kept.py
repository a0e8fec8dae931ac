"""A visit to nobody, made before an end that was taken back, stands in the day of the observation that goes on."""

from datetime import time

import pytest

from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation import commands
from linli.observation.models import Check, Observation
from linli.observation.rules import Channel, CheckOutcome, State
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MakeObservation

TRIED = moment(FIRST_DAY, time(7, 25))
LATER = moment(FIRST_DAY, time(8))


def outcomes(observation: Observation) -> list[str]:
    rows = Duty.objects.filter(county=COUNTY, subject=observation.pk, slot_on=FIRST_DAY).order_by("due_at")
    return [duty.outcome for duty in rows]


@pytest.mark.parametrize("state", [State.DIED, State.STRUCK_OFF])
@pytest.mark.parametrize("outcome", [CheckOutcome.NOBODY_HOME, CheckOutcome.REFUSED])
def test_a_visit_made_stays_made_until_it_is_struck(
    state: State, outcome: CheckOutcome, make_observation: MakeObservation, worker: Viewer, secretary: Viewer
) -> None:
    observation = make_observation(at=moment(FIRST_DAY, time(5)))
    new = commands.NewCheck(new_id(), observation, outcome, Channel.VISIT, TRIED)
    commands.record_check(new=new, by=worker, now=TRIED)
    commands.end_with_reason(observation=observation, state=state, reason="点错了人", by=secretary, now=LATER)
    again = commands.reopen_observation(observation=observation, reason="点错了人", by=secretary, now=LATER)
    assert outcomes(again) == [outcome, ""]

    check = Check.objects.get(county=COUNTY, observation=observation)
    commands.strike_check(check=check, reason="没有去", by=worker, now=LATER)
    assert outcomes(again) == ["", ""]
    commands.put_back_check(check=check, reason="去过", by=worker, now=LATER)
    assert outcomes(again) == [outcome, ""]
