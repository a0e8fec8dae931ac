"""How long the day's page and its list take in a community with 3,294 under observation; PostgreSQL.

Run: python -m bench.day. The limit is 150 ms at the 95th percentile for the whole page as the secretary asks for it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Final

from bench import county, fresh, timed

SILENT: Final = 0.05
LIMIT_MS: Final = 150


@dataclass(frozen=True)
class Sizes:
    """How many are under observation, and how often each page is read."""

    people: int
    rounds: int


WHOLE: Final = Sizes(people=3294, rounds=30)
SMALL: Final = Sizes(people=12, rounds=2)


def measure(*, sizes: Sizes) -> list[str]:
    """Fill one community and read its day; return what took longer than the limit."""
    from linli.clock import day_of

    now = datetime.datetime.now(tz=datetime.UTC)
    before = now - datetime.timedelta(days=6)
    place = county.County(communities=1, people=sizes.people)
    county.make_areas(county=place, from_on=day_of(before))
    county.register(community=place.codes[0], number=0, people=sizes.people, now=before)
    county.do_most_until(until=now, silent=SILENT)
    return _read(place.codes[0], sizes.rounds)


def _read(community: str, rounds: int) -> list[str]:
    from django.test import Client

    from linli.areas.rules import AreaCode
    from linli.clock import day_of
    from linli.staff.commands import give_post
    from linli.staff.models import User
    from linli.staff.rights import Role

    now = datetime.datetime.now(tz=datetime.UTC)
    user = User(username="bench", full_name="bench")
    user.set_unusable_password()
    user.save(force_insert=True)
    give_post(user=user, role=Role.SECRETARY, area=AreaCode(community), from_on=day_of(now), by=None, now=now)
    client = Client()
    client.force_login(user)

    def page(query: str) -> Callable[[], int]:
        def read() -> int:
            answer = client.get(f"/day/{query}")
            if answer.status_code != HTTPStatus.OK:
                raise SystemExit(f"/day/{query} answered {answer.status_code}")
            return len(answer.content)

        return read

    pages = {
        "the day of the community, first page": page(""),
        "its tenth page": page("?page=10"),
        "what is to be done now": page("?show=action"),
        "what is overdue": page("?show=overdue"),
        "one grid": page(f"?grid={community}001"),
    }
    told = {what: _timed(what, read, rounds) for what, read in pages.items()}
    return [f"{what}: p95 {ms:.0f} ms, limit {LIMIT_MS} ms" for what, ms in told.items() if ms > LIMIT_MS]


def _timed(what: str, read: Callable[[], int], rounds: int) -> float:
    """Print and return the 95th percentile in milliseconds."""
    size = [read() for _ in range(3)][-1]
    taken = timed.times(read, rounds=rounds)
    print(
        f"{what}: p95 {timed.p95(taken):.0f} ms, median {timed.p50(taken):.0f} ms ({size:,} bytes)",
        flush=True,
    )
    return timed.p95(taken)


def main() -> None:
    """Measure on PostgreSQL."""
    fresh.end(fresh.on_postgresql(partial(measure, sizes=WHOLE)))


if __name__ == "__main__":
    main()
