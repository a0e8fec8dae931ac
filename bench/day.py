"""How long the day's page and its list take in a community with 3,294 under observation; PostgreSQL.

Run: python -m bench.day. The limit is 150 ms at the 95th percentile for the whole page as the secretary asks for it.
"""

import datetime
import os
import sys
import tempfile
import time
from collections.abc import Callable
from http import HTTPStatus

from tests import postgres

PEOPLE = 3294
PEOPLE_A_HOUSEHOLD = 2
GRIDS = 6
ROUNDS = 30
LIMIT_MS = 150
COMMUNITY = "340102001001"


def main() -> None:
    """Fill a fresh database, measure, and fail over the limit."""
    try:
        url = postgres.start()
    except postgres.ProgramsMissing as missing:
        print(f"day's page: skipped. {missing}")
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
    from linli.clock import day_of
    from linli.observation.commands import NewArrival, register_arrivals
    from linli.people.commands import PersonCard
    from linli.staff.rules import OPERATOR

    now = datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(days=6)
    codes = ["34", "3401", "340102", "340102001", COMMUNITY]
    Area.objects.bulk_create(
        Area(code=code, name=code, level=AreaCode(code).level, valid_from=day_of(now)) for code in codes
    )
    Area.objects.bulk_create(
        Area(
            code=f"{COMMUNITY}{n:03}",
            name=f"第{n}网格",
            level=AreaCode(f"{COMMUNITY}{n:03}").level,
            valid_from=day_of(now),
        )
        for n in range(1, GRIDS + 1)
    )
    arrivals = [
        NewArrival(
            card=PersonCard(
                name=f"王{'芳敏静丽强磊军洋勇艳'[n % 10]}",
                phone=f"138{n:08}",
                address=f"{home // 60 + 1}栋{home % 3 + 1}单元{home % 60 // 3 + 1}0{home % 3 + 1}室",
                grid_name=f"第{home % GRIDS + 1}网格",
            ),
            arrived_on=day_of(now) - datetime.timedelta(days=1),
            origin_class="HUBEI",
        )
        for n in range(PEOPLE)
        for home in [n // PEOPLE_A_HOUSEHOLD]
    ]
    register_arrivals(community=AreaCode(COMMUNITY), arrivals=arrivals, by=OPERATOR, now=now)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE duties_duty SET outcome = 'DONE', done_at = due_at"
            " WHERE county = '340102' AND due_at < now() AND random() >= 0.05"
        )
        # As the server does by itself after such a day.
        cursor.execute("VACUUM ANALYZE")


def _measure() -> None:
    from django.conf import settings
    from django.test import Client

    from linli.areas.rules import AreaCode
    from linli.clock import day_of
    from linli.staff.commands import give_post
    from linli.staff.models import User
    from linli.staff.rights import Role

    settings.ALLOWED_HOSTS = ["testserver"]
    now = datetime.datetime.now(tz=datetime.UTC)
    user = User(username="bench", full_name="bench")
    user.set_password("a good password")
    user.save(force_insert=True)
    give_post(user=user, role=Role.SECRETARY, area=AreaCode(COMMUNITY), from_on=day_of(now), by=None, now=now)
    client = Client()
    client.force_login(user)

    def page(query: str) -> Callable[[], int]:
        def read() -> int:
            answer = client.get(f"/day/{query}")
            if answer.status_code != HTTPStatus.OK:
                sys.exit(f"/day/{query} answered {answer.status_code}")
            return len(answer.content)

        return read

    slow = [
        _timed("the day of the community, first page", page("")),
        _timed("its tenth page", page("?page=10")),
        _timed("what is to be done now", page("?show=action")),
        _timed("what is overdue", page("?show=overdue")),
        _timed("one grid", page(f"?grid={COMMUNITY}001")),
    ]
    if max(slow) > LIMIT_MS:
        sys.exit(1)


def _timed(what: str, read: Callable[[], int]) -> float:
    """Print and return the 95th percentile in milliseconds."""
    for _ in range(3):
        size = read()
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        read()
        times.append((time.perf_counter() - begun) * 1000)
    p95 = sorted(times)[int(len(times) * 0.95)]
    print(
        f"{what}: p95 {p95:.0f} ms, median {sorted(times)[len(times) // 2]:.0f} ms ({size:,} bytes)",
        flush=True,
    )
    return p95


if __name__ == "__main__":
    main()
