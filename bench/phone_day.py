"""What a phone fetches of a grid of 500 households with three people each, compressed, and how long it takes to make.

Run: python -m bench.phone_day. The limit is 150 KB and 2 s over a link like 3G (1.6 Mbit/s, 150 ms there and back),
counted from the bytes and the measured time of the server, on SQLite.
"""

import datetime
import gzip
import json
import time
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from bench import fresh

BITS_A_SECOND = 1_600_000
ROUND_TRIP_S = 0.15
LIMIT_BYTES = 150_000
LIMIT_S = 2.0


@dataclass(frozen=True)
class Sizes:
    """How many households the grid has."""

    households: int


WHOLE: Final = Sizes(households=500)
SMALL: Final = Sizes(households=3)


def measure(*, sizes: Sizes) -> list[str]:
    """Fill a grid, fetch its day as a phone does; return what went over the limit."""
    client = _fill(sizes)
    _fetch(client, [])  # the first request of a process reads its code
    first = _fetch(client, [])
    again = _fetch(client, first.etags)
    print(f"the day of {sizes.households} households: {first}")
    print(f"asked again, nothing changed: {again}", flush=True)
    return [f"the day: {first}"] if first.size > LIMIT_BYTES or first.over_3g > LIMIT_S else []


class Fetched:
    """What a phone fetched, until there was no more."""

    def __init__(self) -> None:
        self.etags: list[str] = []
        self.size = 0
        self.answers = 0
        self.server_s = 0.0

    @property
    def over_3g(self) -> float:
        """Seconds over a link like 3G."""
        return self.answers * ROUND_TRIP_S + self.size * 8 / BITS_A_SECOND + self.server_s

    def __str__(self) -> str:
        return (
            f"{self.size / 1000:.0f} KB in {self.answers} answers, {self.server_s * 1000:.0f} ms of the server,"
            f" {self.over_3g:.2f} s over 3G (limit {LIMIT_BYTES / 1000:.0f} KB, {LIMIT_S:.0f} s)"
        )


def _fetch(client: Any, have: list[str]) -> Fetched:
    from django.utils import timezone

    fetched = Fetched()
    fetched.etags = list(have)
    more = True
    while more:
        body = {
            "device": "0190c1a2-0000-7000-8000-000000000000",
            "sent_at": timezone.now().isoformat(),
            "have": fetched.etags,
        }
        begun = time.perf_counter()
        response = client.post(
            "/api/v1/day", body, content_type="application/json", headers={"Accept-Encoding": "gzip"}
        )
        fetched.server_s += time.perf_counter() - begun
        fetched.answers += 1
        fetched.size += len(response.content) + len(json.dumps(body))
        packed = response.headers.get("Content-Encoding") == "gzip"
        day = json.loads(gzip.decompress(response.content) if packed else response.content)
        fetched.etags = [e for e in fetched.etags if e not in set(day["gone"])]
        fetched.etags += [household["etag"] for household in day["households"]]
        more = day["more"]
    return fetched


def _fill(sizes: Sizes) -> Any:
    from django.test import Client
    from django.utils import timezone

    from linli.areas.models import Area
    from linli.areas.rules import AreaCode
    from linli.arrivals.commands import NewArrival, register_arrivals
    from linli.people.commands import PersonCard
    from linli.staff.commands import give_post
    from linli.staff.models import User
    from linli.staff.rights import Role
    from linli.staff.rules import OPERATOR

    grid = AreaCode("340102001001001")
    community = grid.community
    now = timezone.now()
    first = timezone.localdate() - datetime.timedelta(days=5)
    Area.objects.bulk_create(
        Area(code=code, name="第一网格", level=AreaCode(code).level, valid_from=first)
        for code in [*grid.ancestors, grid]
    )
    user = User(username="worker", full_name="李四")
    user.set_unusable_password()
    user.save(force_insert=True)
    give_post(user=user, role=Role.GRID_WORKER, area=grid, from_on=first, by=None, now=now)
    arrivals = [
        NewArrival(
            card=PersonCard(
                name="王张李"[n] + "敏丽强洋"[home % 4] + "芳军洋勇艳"[home % 5],
                phone=f"13{n}{home:08}",
                address=f"{home // 30 + 1}栋{home % 3 + 1}单元{home % 30 // 3 + 1}0{home % 3 + 1}室",
                grid_name="第一网格",
            ),
            arrived_on=first,
        )
        for home in range(sizes.households)
        for n in range(3)
    ]
    register_arrivals(
        community=community, arrivals=arrivals, by=OPERATOR, now=now - datetime.timedelta(days=4)
    )
    client = Client()
    client.force_login(user)
    return client


def main() -> None:
    """Measure on SQLite."""
    fresh.end(fresh.on_sqlite(partial(measure, sizes=WHOLE)))


if __name__ == "__main__":
    main()
