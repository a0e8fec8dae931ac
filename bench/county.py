"""A county full of people under observation, registered by the product's own command."""

import datetime
from dataclasses import dataclass
from typing import Final

COUNTY: Final = "340102"
GRIDS: Final = 5
COMMUNITIES_A_TOWNSHIP: Final = 25


@dataclass(frozen=True)
class County:
    """How many communities, and people in each of them."""

    communities: int
    people: int

    @property
    def codes(self) -> list[str]:
        """Return the codes of its communities, in order."""
        return [
            f"{COUNTY}{n // COMMUNITIES_A_TOWNSHIP + 1:03}{n % COMMUNITIES_A_TOWNSHIP + 1:03}"
            for n in range(self.communities)
        ]


def make_areas(*, county: County, from_on: datetime.date) -> None:
    """Write the county's areas down to five grids in each community."""
    from linli.areas.models import Area
    from linli.areas.rules import AreaCode

    communities = [AreaCode(code) for code in county.codes]
    above = sorted({area for community in communities for area in community.ancestors})
    names = {area: str(area) for area in [*above, *communities]}
    names |= {
        AreaCode(f"{community}{n:03}"): f"第{n}网格" for community in communities for n in range(1, GRIDS + 1)
    }
    Area.objects.bulk_create(
        Area(code=code, name=name, level=code.level, valid_from=from_on) for code, name in names.items()
    )


def register(*, community: str, number: int, people: int, now: datetime.datetime) -> None:
    """Register people who came the day before, two behind a door; number keeps telephones of communities apart."""
    from linli.areas.rules import AreaCode
    from linli.arrivals.commands import NewArrival, register_arrivals
    from linli.clock import day_of
    from linli.people.commands import PersonCard
    from linli.staff.rules import OPERATOR

    arrivals = [
        NewArrival(
            card=PersonCard(
                name=f"王{'芳敏静丽强磊军洋勇艳'[n % 10]}{'伟明华平刚秀'[n % 6]}",
                phone=f"1{number:03}{n:07}",
                address=f"{home // 60 + 1}栋{home % 3 + 1}单元{home % 60 // 3 + 1}0{home % 3 + 1}室",
                grid_name=f"第{home % GRIDS + 1}网格",
            ),
            arrived_on=day_of(now) - datetime.timedelta(days=1),
            origin_class="HUBEI",
        )
        for n in range(people)
        for home in [n // 2]
    ]
    register_arrivals(community=AreaCode(community), arrivals=arrivals, by=OPERATOR, now=now)


def do_most_until(*, until: datetime.datetime, silent: float) -> int:
    """Mark what was due before a moment as done but for a share, without the checks themselves; return all duties.

    Then tell the database's planner of it, as the server does by itself after such a day.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE duties_duty SET outcome = 'DONE', done_at = due_at"
            " WHERE county = %s AND due_at < %s AND random() >= %s",
            [COUNTY, until, silent],
        )
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*) FROM duties_duty WHERE county = %s", [COUNTY])
        return int(cursor.fetchone()[0])
