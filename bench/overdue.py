"""How long the overdue list takes in a county with 50,000 under observation, and opening one observation; PostgreSQL.

Run: python -m bench.overdue. The list's limit is 200 ms at the 95th percentile, for the county and for one grid. The
county's people are registered by the product's own command; a share of the doors is silent.
"""

import datetime
import os
import sys
import tempfile
import time
from collections.abc import Callable

from tests import postgres

COMMUNITIES = 250
PEOPLE = 200  # in each community, in five grids
GRIDS = 5
SILENT = 0.05
ROUNDS = 60
LIMIT_MS = 200
FIRST = datetime.date(2020, 1, 27)


def main() -> None:
    """Fill a fresh database, measure, and fail over the limit."""
    try:
        url = postgres.start()
    except postgres.ProgramsMissing as missing:
        print(f"overdue list: skipped. {missing}")
        return
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        os.environ |= {
            "LINLI_DATA": folder,
            "LINLI_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "linli.config.settings",
        }
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _fill()
        _measure()


def _fill() -> None:
    from django.db import connection

    from linli.areas.models import Area
    from linli.areas.rules import AreaCode
    from linli.clock import moment
    from linli.observation.commands import NewArrival, register_arrivals
    from linli.people.commands import PersonCard
    from linli.staff.rules import OPERATOR

    begun = time.perf_counter()
    communities = [AreaCode(f"340102{n // 25 + 1:03}{n % 25 + 1:03}") for n in range(COMMUNITIES)]
    areas = [
        AreaCode("34"),
        AreaCode("3401"),
        AreaCode("340102"),
        *sorted({c.parent for c in communities if c.parent}),
    ]
    grids = [(AreaCode(f"{c}{n:03}"), f"第{n}网格") for c in communities for n in range(1, GRIDS + 1)]
    Area.objects.bulk_create(
        Area(code=code, name=code, level=code.level, valid_from=FIRST) for code in [*areas, *communities]
    )
    Area.objects.bulk_create(
        Area(code=code, name=name, level=code.level, valid_from=FIRST) for code, name in grids
    )
    for n, community in enumerate(communities):
        arrivals = [
            NewArrival(
                card=PersonCard(
                    name=f"王{'芳敏静丽强磊军洋勇艳'[m % 10]}",
                    phone=f"1{n:03}{m:07}",
                    address=f"{m // 8 + 1}栋1单元{m % 8 + 1}01室",
                    grid_name=f"第{m % GRIDS + 1}网格",
                ),
                arrived_on=FIRST - datetime.timedelta(days=1),
                origin_class="HUBEI",
            )
            for m in range(PEOPLE)
        ]
        now = moment(FIRST, datetime.time(5))
        register_arrivals(community=community, arrivals=arrivals, by=OPERATOR, now=now)
    with connection.cursor() as cursor:
        # What the workers did in six days, without the bulk of the checks themselves.
        cursor.execute(
            "UPDATE duties_duty SET outcome = 'DONE', done_at = due_at"
            " WHERE county = '340102' AND due_at < %s AND random() >= %s",
            [moment(FIRST + datetime.timedelta(days=6), datetime.time(15)), SILENT],
        )
        # As the server does by itself after such a day.
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*) FROM duties_duty WHERE county = '340102'")
        (duties,) = cursor.fetchone()
    people = COMMUNITIES * PEOPLE
    print(
        f"{people:,} people registered in {time.perf_counter() - begun:.0f} s, {duties:,} duties", flush=True
    )


def _measure() -> None:
    from uuid import UUID

    from linli.areas.rules import AreaCode
    from linli.clock import moment
    from linli.duties.rules import Level
    from linli.observation.commands import NewArrival, register_arrivals
    from linli.people.commands import PersonCard
    from linli.staff.rights import Role
    from linli.staff.rules import OPERATOR, PostHeld, Viewer
    from linli.worklist.queries.overdue import overdue_counts, overdue_duties, told

    now = moment(FIRST + datetime.timedelta(days=6), datetime.time(14, 30))
    community = AreaCode("340102005010")

    def at(role: Role, area: str) -> Viewer:
        return Viewer(user_id=UUID(int=1), name="bench", posts=(PostHeld(role, AreaCode(area)),))

    def listed(viewer: Viewer, level: Level) -> Callable[[], object]:
        def read() -> object:
            found = overdue_duties(viewer=viewer, now=now, level=level)
            return len(told(viewer=viewer, duties=list(found[:60]), now=now)), found.count()

        return read

    number = iter(range(10**6))

    def opened() -> object:
        card = PersonCard(name="李强", phone=f"19{next(number):09}", address=f"{next(number)}号")
        arrival = NewArrival(card=card, arrived_on=now.date())
        return len(register_arrivals(community=community, arrivals=[arrival], by=OPERATOR, now=now))

    county = at(Role.SECRETARY, "340102")
    slow = [
        _timed("overdue list of the county, first page and number", listed(county, Level.WORKER)),
        _timed("overdue list of one community", listed(at(Role.SECRETARY, community), Level.WORKER)),
        _timed("overdue list of one grid", listed(at(Role.GRID_WORKER, f"{community}001"), Level.WORKER)),
        _timed(
            "overdue counts of the county",
            lambda: overdue_counts(viewer=at(Role.COUNTY_OFFICER, "340102"), now=now),
        ),
    ]
    _timed("opening an observation of 28 duties", opened)
    if max(slow) > LIMIT_MS:
        sys.exit(1)


def _timed(what: str, read: Callable[[], object]) -> float:
    """Print and return the 95th percentile in milliseconds."""
    answer = read()
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        read()
        times.append((time.perf_counter() - begun) * 1000)
    p95 = sorted(times)[int(len(times) * 0.95)]
    said = len(answer) if isinstance(answer, list) else answer
    print(f"{what}: p95 {p95:.0f} ms, median {sorted(times)[len(times) // 2]:.0f} ms ({said})", flush=True)
    return p95


if __name__ == "__main__":
    main()
