"""The figures of a window stand on one basis: checks, and the persons and the doors behind them."""

from datetime import time

from linli.census.queries.counts import counted
from linli.clock import moment
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.rules import Channel, CheckOutcome
from linli.screening.queries.figures import counted as doors_counted
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, MORNING, MakeObservation


def test_a_check_that_falls_due_in_the_next_window_counts_there_with_its_person_and_its_door(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=MORNING)
    seal, at = moment(FIRST_DAY, time(16, 30)), moment(FIRST_DAY, time(15))
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, at, temperature_tenths=365)
    record_check(new=new, by=worker, now=at)

    def told(from_: time, until: time) -> tuple[int | None, ...]:
        window = {"from_": moment(FIRST_DAY, from_), "until": moment(FIRST_DAY, until)}
        checks = counted(community=COMMUNITY, **window)
        doors = doors_counted(community=COMMUNITY, **window)
        return checks["checks_done"], checks["persons_seen"], doors["households_seen"]

    assert told(time(14), time(16, 30)) == (0, 0, 0)  # at the seal the afternoon is not due
    assert seal < moment(FIRST_DAY, time(18))
    assert told(time(16, 30), time(20)) == (1, 1, 1)
