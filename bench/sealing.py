"""How many communities' daily reports are sealed in a second, each counted, balanced, chained and committed; PostgreSQL.

Run: python -m bench.sealing. The product's own command, one report after the other over one connection to a PostgreSQL that waits
for the disk; in each community people are under observation and were registered within the reported day. No limit is set.
"""

import datetime
import time
from dataclasses import dataclass
from functools import partial
from typing import Final

from bench import county, fresh, timed
from tests import postgres

DAY: Final = datetime.date(2020, 1, 27)


@dataclass(frozen=True)
class Sizes:
    """How many communities, and people in each of them."""

    county: county.County


WHOLE: Final = Sizes(county=county.County(communities=500, people=20))
SMALL: Final = Sizes(county=county.County(communities=3, people=2))


def measure(*, sizes: Sizes) -> list[str]:
    """Seal every community's report; there is no limit to go over."""
    from django.db import connection

    from linli.areas.rules import AreaCode
    from linli.clock import moment
    from linli.ids import new_id
    from linli.reports.commands import seal_report
    from linli.staff.rights import Role
    from linli.staff.rules import PostHeld, Viewer

    codes = [AreaCode(code) for code in sizes.county.codes]
    county.make_areas(county=sizes.county, from_on=DAY)
    for n, community in enumerate(codes):
        registered = moment(DAY, datetime.time(9))
        county.register(community=community, number=n, people=sizes.county.people, now=registered)
    county.do_most_until(until=moment(DAY, datetime.time(15)), silent=0.05)
    signers = [
        (area, Viewer(user_id=new_id(), name="书记", posts=(PostHeld(Role.SECRETARY, area),)))
        for area in codes
    ]
    at = moment(DAY, datetime.time(16))

    def sealed() -> None:
        area, by = signers.pop()
        seal_report(area=area, day=DAY, by=by, now=at)

    begun, worked = time.perf_counter(), time.process_time()
    taken = timed.times(sealed, rounds=len(codes))
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    print(
        f"sealing, {connection.vendor}: {len(codes):,} reports of {sizes.county.people} people each,"
        f" {len(codes) / seconds:,.0f} a second, p50 {timed.p50(taken):.1f} ms, p95 {timed.p95(taken):.1f} ms; processor"
        f" {1000 * processor / len(codes):.1f} ms each without the database",
        flush=True,
    )
    return []


def main() -> None:
    """Measure on a PostgreSQL that waits for the disk."""
    fresh.end(fresh.on_postgresql(partial(measure, sizes=WHOLE), settings=postgres.LASTING))


if __name__ == "__main__":
    main()
