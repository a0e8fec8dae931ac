"""What findings name of what was planted, and how often they speak of honest days. Run: python -m bench.findings.

Two seasons of sixty communities and eighteen days on SQLite, one honest and one with faults, each made by `simulate`.
Fails if a planted fault is not named, or if more than MOST_FALSE of 1,000 honest community-days are spoken of.
"""

import time
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as clock_time
from functools import partial
from typing import TYPE_CHECKING, Final

from bench import fresh

if TYPE_CHECKING:
    from linli.areas.rules import AreaCode

FIRST: Final = date(2020, 1, 27)
MOST_FALSE: Final = 10
COUNTY: Final = "340102"


@dataclass(frozen=True)
class Sizes:
    """A season: townships, communities in each, days, and how many faults of each kind, 0 for an honest one."""

    townships: int
    communities: int
    days: int
    each: int


HONEST: Final = Sizes(townships=6, communities=10, days=18, each=0)
FAULTY: Final = Sizes(townships=6, communities=10, days=18, each=6)
SMALL: Final = Sizes(townships=1, communities=2, days=3, each=0)


def measure(*, sizes: Sizes) -> list[str]:
    """Live a season and look through it; return what was not named and where honest days were spoken of too often."""
    from linli.areas.rules import AreaCode
    from linli.clock import moment
    from linli.lab.simulate import measure as named
    from linli.lab.simulate.commands import simulate

    communities = _areas(sizes)
    begun = time.perf_counter()
    truths = simulate(
        under=AreaCode(COUNTY),
        first=FIRST,
        days=sizes.days,
        seed=20200127 + sizes.each,
        each=sizes.each,
        password="not used by anybody",  # noqa: S106 (a database that is thrown away)
        progress=lambda _day: None,
    )
    lived = time.perf_counter() - begun
    begun = time.perf_counter()
    now = moment(FIRST + timedelta(days=sizes.days + 2), clock_time(9))
    named.look_through(communities=communities, first=FIRST, days=sizes.days, now=now)
    looked = time.perf_counter() - begun
    told = named.measure(truths=truths)
    days = len(communities) * sizes.days - len({(truth.area, truth.day) for truth in truths})
    print(
        f"findings, season with {len(truths)} faults in {len(communities)} communities and {sizes.days} days: lived in"
        f" {lived:.0f} s, looked through in {looked:.0f} s",
    )
    for kind, count in told.planted.items():
        print(f"  planted {kind:<16} {count:>3}, named {told.found[kind]:>3}")
    false = sum(told.false.values())
    print(f"  honest community-days {days:,}, findings there {false}: {1000 * false / days:.1f} per 1,000")
    for kind, count in told.false.most_common():
        print(f"    {kind:<16} {count:>3}, {1000 * count / days:.1f} per 1,000")
    over = [f"a planted fault was not named: {truth}" for truth in told.missed]
    if 1000 * false / days > MOST_FALSE:
        over.append(f"{1000 * false / days:.1f} of 1,000 honest community-days spoken of, limit {MOST_FALSE}")
    return over


def _areas(sizes: Sizes) -> "list[AreaCode]":
    from linli.areas.models import Area
    from linli.areas.rules import AreaCode

    names = {"34": "省", "3401": "市", COUNTY: "区"}
    for township in range(1, sizes.townships + 1):
        names[f"{COUNTY}{township:03}"] = f"第{township}街道"
        names |= {
            f"{COUNTY}{township:03}{number:03}": f"第{township}-{number}社区"
            for number in range(1, sizes.communities + 1)
        }
    Area.objects.bulk_create(
        Area(code=code, name=name, level=AreaCode(code).level, valid_from=FIRST)
        for code, name in names.items()
    )
    return [AreaCode(code) for code in names if len(code) == 12]


def main() -> None:
    """Measure each season on a SQLite of its own."""
    fresh.end(*[fresh.on_sqlite(partial(measure, sizes=sizes)) for sizes in (HONEST, FAULTY)])


if __name__ == "__main__":
    main()
