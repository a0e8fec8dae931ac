"""What pages cost in a county with 50,000 under observation, asked for over HTTP by somebody who is signed in.

Run: python -m bench.pages. `linli serve` with two workers on a PostgreSQL that waits for the disk; one connection. One of the
communities has 3,294 under observation. Limits: a person's page 60 ms of the server's processor, the day of the large community
150 ms at the 95th percentile, 20 ms of the server's processor for the day that the phone of a worker of one grid of a usual
community fetches whole, and 250 MB for the two workers and the job worker after all of it.
"""

import datetime
import json
import time
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import quote
from uuid import uuid4

from bench import county, fresh, served
from tests import postgres

SILENT: Final = 0.05
DAYS: Final = 6  # since they came
PERSON_CPU_MS, DAY_P95_MS, PHONE_CPU_MS = 60, 150, 20
MEMORY_MB: Final = 250  # of two workers and the one that does jobs


@dataclass(frozen=True)
class Sizes:
    """How many communities with how many people each, how many in the large one, and seconds for each page."""

    county: county.County
    large: int
    seconds: float


WHOLE: Final = Sizes(county=county.County(communities=250, people=187), large=3294, seconds=8)
SMALL: Final = Sizes(county=county.County(communities=2, people=6), large=12, seconds=0.2)


def measure(*, sizes: Sizes) -> list[str]:
    """Fill the county, serve it and ask for its pages; return what went over its limit."""
    _fill(sizes)
    large, usual = sizes.county.codes[0], sizes.county.codes[1]
    told = {}
    with served.served() as server:
        for asked in [
            *_pages(large, sizes.seconds),
            _phone("the phone's day", usual, sizes.seconds),
            _phone("the phone's day in the large community", large, sizes.seconds),
        ]:
            told[asked.what] = server.measure(asked=asked)
            print(told[asked.what], flush=True)
        memory = server.memory_mb()
        print(
            f"memory of the {served.WORKERS} workers and the job worker after them: {memory:.0f} MB",
            flush=True,
        )
    person, day, phone = told["a person"], told["the day"], told["the phone's day"]
    limits = [
        (person, person.server_cpu_ms, PERSON_CPU_MS, "ms of the server's processor"),
        (day, day.p95, DAY_P95_MS, "ms at the 95th percentile"),
        (phone, phone.server_cpu_ms, PHONE_CPU_MS, "ms of the server's processor"),
    ]
    over = [f"memory: {memory:.0f} MB, limit {MEMORY_MB}"] if memory > MEMORY_MB else []
    return over + [
        f"{measured.what}: {value:.0f} {unit}, limit {limit}"
        for measured, value, limit, unit in limits
        if value > limit
    ]


def _fill(sizes: Sizes) -> None:
    from django.utils import timezone

    from linli.clock import day_of

    begun = time.perf_counter()
    now = timezone.now()
    came = now - datetime.timedelta(days=DAYS)
    county.make_areas(county=sizes.county, from_on=day_of(came) - datetime.timedelta(days=1))
    for n, community in enumerate(sizes.county.codes):
        people = sizes.county.people if n else sizes.large
        county.register(community=community, number=n, people=people, now=came)
    duties = county.do_most_until(until=now, silent=SILENT)
    people = sizes.large + (sizes.county.communities - 1) * sizes.county.people
    print(f"{people:,} people, {duties:,} duties in {time.perf_counter() - begun:.0f} s", flush=True)


def _pages(community: str, seconds: float) -> list[served.Asked]:
    """Return the pages of the secretary of a community, and of the county's officer."""
    from linli.people.models import Person
    from linli.staff.rights import Role

    secretary = served.sign_in(username="secretary", role=Role.SECRETARY, area=community, second_factor=False)
    officer = served.sign_in(
        username="county", role=Role.COUNTY_OFFICER, area=county.COUNTY, second_factor=True
    )
    people = [
        str(pk)
        for pk in Person.objects.filter(community=community).order_by("pk").values_list("pk", flat=True)
    ]

    def page(what: str, paths: list[str], session: str) -> served.Asked:
        def request(_place: int, number: int) -> bytes:
            return served.get(path=paths[number % len(paths)], session=session)

        return served.Asked(what, request, b"HTTP/1.1 200", 1, seconds)

    return [
        page("a person", [f"/people/{pk}/" for pk in people[:200]], secretary),
        page("a search", [f"/people/?q={quote(word)}" for word in ("王芳伟", "wangjing", "wlm")], secretary),
        page("the day", ["/day/"], secretary),
        page("the overdue list of the community", ["/overdue/"], secretary),
        page("the overdue counts of the county", ["/overdue/"], officer),
    ]


def _phone(what: str, community: str, seconds: float) -> served.Asked:
    """Return the day as the phone of a worker of one grid asks for it, knowing nothing yet."""
    from linli.staff.rights import Role

    worker = served.sign_in(
        username=f"worker-{community}", role=Role.GRID_WORKER, area=f"{community}001", second_factor=False
    )
    device = str(uuid4())

    def request(_place: int, _number: int) -> bytes:
        now = datetime.datetime.now(datetime.UTC).isoformat()
        body = json.dumps({"device": device, "sent_at": now, "have": []}).encode()
        return served.post(path="/api/v1/day", body=body, session=worker)

    return served.Asked(what, request, b"HTTP/1.1 200", 1, seconds)


def main() -> None:
    """Measure on a PostgreSQL that waits for the disk."""
    fresh.end(fresh.on_postgresql(partial(measure, sizes=WHOLE), settings=postgres.LASTING))


if __name__ == "__main__":
    main()
