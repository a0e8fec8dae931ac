"""Days put right make over before only whom nobody saw here."""

from datetime import time, timedelta

import pytest

from linli.arrivals.commands import correct_arrival
from linli.clock import moment
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.queries.releases import missing_for_release
from linli.observation.rules import Channel, CheckOutcome
from linli.staff.rules import Viewer
from tests.cast import FIRST_DAY, MORNING, MakeObservation

NOON = moment(FIRST_DAY + timedelta(days=3), time(12, 30))


@pytest.mark.parametrize("seen", [True, False])
def test_a_corrected_day_makes_over_before_only_whom_nobody_saw_here(
    make_observation: MakeObservation, secretary: Viewer, worker: Viewer, *, seen: bool
) -> None:
    observation = make_observation()
    if seen:
        new = NewCheck(
            new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=365
        )
        record_check(new=new, by=worker, now=MORNING)
    day = (FIRST_DAY - timedelta(days=30)).isoformat()
    correct_arrival(
        arrival=observation.arrival,
        said={"arrived_on": day, "left_on": day},
        reason="车票",
        by=secretary,
        now=NOON,
    )
    observation.refresh_from_db()
    missing = missing_for_release(observations=[observation], now=NOON)[0]
    assert (missing.over_before, observation.last_on == observation.began_on) == (not seen, seen)
