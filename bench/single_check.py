"""Checks that come one at a time, each in a message of its own: how many a second a real server takes.

Run: python -m bench.single_check. `linli serve` with two workers on a PostgreSQL that waits for the disk; each connection is a
phone of its own with a session of its own. Beside it stand requests that are refused before the database is asked: what the
server, its middleware and the measuring itself cost. The limit is 150 checks a second at 8 connections.
"""

import datetime
import json
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import uuid4

from bench import county, fresh, served
from tests import postgres

LEAST_A_SECOND: Final = 150
LIMIT_CONNECTIONS: Final = 8


@dataclass(frozen=True)
class Sizes:
    """How much is measured: people to check, connections at once, seconds for each number of them."""

    people: int
    connections: tuple[int, ...]
    seconds: float


WHOLE: Final = Sizes(people=600, connections=(8, 32), seconds=10)
SMALL: Final = Sizes(people=20, connections=(2,), seconds=0.5)


@dataclass(frozen=True)
class Phone:
    """A phone, and the session of whom it belongs to; "" is a stranger's."""

    device: str
    session: str


def measure(*, sizes: Sizes) -> list[str]:
    """Serve and send checks; return where fewer than the limit were taken."""
    phones, observations = _fill(sizes)
    over = []
    with served.served() as server:
        for connections in sizes.connections:
            measured = server.measure(
                asked=served.Asked(
                    "single checks",
                    _checks(phones[:connections], observations),
                    b'"status": "ok"',
                    connections,
                    sizes.seconds,
                )
            )
            print(measured, flush=True)
            if connections == LIMIT_CONNECTIONS and measured.a_second < LEAST_A_SECOND:
                over.append(f"{measured}; limit {LEAST_A_SECOND} a second")
        strangers = [Phone(str(uuid4()), "")] * sizes.connections[0]
        refused = served.Asked(
            "refused unread",
            _checks(strangers, observations),
            b'"code": "signed_out"',
            len(strangers),
            sizes.seconds / 4,
        )
        print(server.measure(asked=refused), flush=True)
    return over


def _fill(sizes: Sizes) -> tuple[list[Phone], list[str]]:
    """Register people and sign in a worker for each connection; return phones and whom to check."""
    from django.utils import timezone

    from linli.clock import day_of
    from linli.observation.models import Observation
    from linli.staff.rights import Role

    now = timezone.now()
    place = county.County(communities=1, people=sizes.people)
    (community,) = place.codes
    county.make_areas(county=place, from_on=day_of(now) - datetime.timedelta(days=30))
    county.register(community=community, number=0, people=sizes.people, now=now - datetime.timedelta(days=1))
    phones = [
        Phone(
            str(uuid4()),
            served.sign_in(username=f"worker{n}", role=Role.SECRETARY, area=community, second_factor=False),
        )
        for n in range(max(sizes.connections))
    ]
    fresh.analyze()
    return phones, [str(pk) for pk in Observation.objects.values_list("pk", flat=True)]


def _checks(phones: list[Phone], observations: list[str]) -> served.Request:
    """Return what makes the request of a phone and a number: a normal check of somebody, under a new id."""
    from linli.ids import new_id

    def request(phone: int, number: int) -> bytes:
        now = datetime.datetime.now(datetime.UTC).isoformat()
        data = {
            "observation": observations[(phone + number * len(phones)) % len(observations)],
            "outcome": "DONE",
            "channel": "VISIT",
            "temperature_tenths": 365,
            "site": "FOREHEAD",
        }
        check = {"id": str(new_id()), "kind": "check", "schema": 1, "claimed_at": now, "data": data}
        body = json.dumps({"device": phones[phone].device, "sent_at": now, "ops": [check]}).encode()
        return served.post(path="/api/v1/sync", body=body, session=phones[phone].session)

    return request


def main() -> None:
    """Measure on a PostgreSQL that waits for the disk."""
    fresh.end(fresh.on_postgresql(partial(measure, sizes=WHOLE), settings=postgres.LASTING))


if __name__ == "__main__":
    main()
