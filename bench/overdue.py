"""How long the overdue list takes in a county with 50,000 under observation, and opening one observation; PostgreSQL.

Run: python -m bench.overdue. The list's limit is 200 ms at the 95th percentile, for the county and for one grid. The
county's people are registered by the product's own command; a share of the doors is silent.
"""

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from bench import county, fresh, timed

SILENT: Final = 0.05
LIMIT_MS: Final = 200
FIRST: Final = datetime.date(2020, 1, 27)


@dataclass(frozen=True)
class Sizes:
    """How large the county is, and how often each list is read."""

    county: county.County
    rounds: int


WHOLE: Final = Sizes(county=county.County(communities=250, people=200), rounds=60)
SMALL: Final = Sizes(county=county.County(communities=2, people=10), rounds=2)


def measure(*, sizes: Sizes) -> list[str]:
    """Fill the county and read its lists; return what took longer than the limit."""
    _fill(sizes.county)
    return _read(sizes)


def _fill(place: county.County) -> None:
    from linli.clock import moment

    begun = time.perf_counter()
    county.make_areas(county=place, from_on=FIRST)
    for n, community in enumerate(place.codes):
        county.register(
            community=community, number=n, people=place.people, now=moment(FIRST, datetime.time(5))
        )
    until = moment(FIRST + datetime.timedelta(days=6), datetime.time(15))
    duties = county.do_most_until(until=until, silent=SILENT)
    people = place.communities * place.people
    print(
        f"{people:,} people registered in {time.perf_counter() - begun:.0f} s, {duties:,} duties", flush=True
    )


def _read(sizes: Sizes) -> list[str]:
    from uuid import UUID

    from linli.areas.rules import AreaCode
    from linli.arrivals.commands import NewArrival, register_arrivals
    from linli.clock import moment
    from linli.duties.rules import Level
    from linli.people.commands import PersonCard
    from linli.staff.rights import Role
    from linli.staff.rules import OPERATOR, PostHeld, Viewer
    from linli.worklist.queries.overdue import overdue_counts, overdue_duties, told
    from linli.worklist.queries.unseen import unseen_below

    now = moment(FIRST + datetime.timedelta(days=6), datetime.time(14, 30))
    community = AreaCode(sizes.county.codes[-1])

    def at(role: Role, area: str) -> Viewer:
        return Viewer(user_id=UUID(int=1), name="bench", posts=(PostHeld(role, AreaCode(area)),))

    def listed(viewer: Viewer) -> Callable[[], object]:
        def read() -> object:
            found = overdue_duties(viewer=viewer, now=now, level=Level.WORKER)
            return len(told(viewer=viewer, duties=list(found[:60]), now=now)), found.count()

        return read

    number = iter(range(10**6))

    def opened() -> object:
        card = PersonCard(name="李强", phone=f"19{next(number):09}", address=f"{next(number)}号")
        arrival = NewArrival(card=card, arrived_on=now.date())
        return len(register_arrivals(community=community, arrivals=[arrival], by=OPERATOR, now=now))

    officer = at(Role.COUNTY_OFFICER, county.COUNTY)
    limited = {
        "overdue list of the county, first page and number": listed(at(Role.SECRETARY, county.COUNTY)),
        "overdue list of one community": listed(at(Role.SECRETARY, community)),
        "overdue list of one grid": listed(at(Role.GRID_WORKER, f"{community}001")),
        "overdue counts of the county": lambda: overdue_counts(viewer=officer, now=now),
    }
    # Of four days and everybody, so it is measured beside the lists and held to no limit of theirs.
    _timed(
        "not seen for a day, counts of the county",
        lambda: unseen_below(area=officer.posts[0].area, now=now),
        sizes.rounds,
    )
    told_of = {what: _timed(what, read, sizes.rounds) for what, read in limited.items()}
    _timed("opening an observation of 28 duties", opened, sizes.rounds)
    return [f"{what}: p95 {ms:.0f} ms, limit {LIMIT_MS} ms" for what, ms in told_of.items() if ms > LIMIT_MS]


def _timed(what: str, read: Callable[[], object], rounds: int) -> float:
    """Print and return the 95th percentile in milliseconds."""
    answer = read()
    taken = timed.times(read, rounds=rounds)
    said = len(answer) if isinstance(answer, list | dict) else answer
    print(f"{what}: p95 {timed.p95(taken):.0f} ms, median {timed.p50(taken):.0f} ms ({said})", flush=True)
    return timed.p95(taken)


def main() -> None:
    """Measure on PostgreSQL."""
    fresh.end(fresh.on_postgresql(partial(measure, sizes=WHOLE)))


if __name__ == "__main__":
    main()
