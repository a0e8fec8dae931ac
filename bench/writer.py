"""How long another connection waits for SQLite's one writer while a phone's message is taken.

Run: python -m bench.writer. `linli serve` on a SQLite file; messages of 200 refused arrivals, 200 good ones and 200 checks, in a
community of 1,000 people. Meanwhile a connection of this process asks again and again for the writer, as any other writer
does (`BEGIN IMMEDIATE`, with SQLite's own waiting), and gives it back at once. The limit is 300 ms, for the longest wait.
"""

import datetime
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from threading import Event, Thread
from typing import Any, Final
from uuid import uuid4

from bench import county, fresh, served, timed

LIMIT_MS: Final = 300
BUSY_S: Final = 20.0  # as linli.config.settings has it
BETWEEN_S: Final = 0.005
ANSWER_S: Final = 300
DEVICE: Final = "0190c1a2-0000-7000-8000-000000000000"


@dataclass(frozen=True)
class Sizes:
    """How many people the community has, and how many records each message."""

    people: int
    records: int


WHOLE: Final = Sizes(people=1000, records=200)
SMALL: Final = Sizes(people=6, records=6)


def measure(*, sizes: Sizes) -> list[str]:
    """Serve, bring the messages, wait beside them; return where the longest wait was over the limit."""
    place = county.County(communities=1, people=sizes.people)
    session = _fill(place)
    over = []
    print(f"load before: {os.getloadavg()[0]:.1f}", flush=True)
    with served.served(workers=1) as server:
        _bring(
            server, _arrivals(place, 1, kept=True), session
        )  # the first one reads protocols and compiles shapes
        messages = {
            "refused arrivals": _arrivals(place, sizes.records, kept=False),
            "good arrivals": _arrivals(place, sizes.records, kept=True),
            "checks": _checks(sizes.records),
        }
        for what, operations in messages.items():
            with _waiting() as waits:
                begun = time.perf_counter()
                statuses = _bring(server, operations, session)
                took = time.perf_counter() - begun
            if statuses != {"rejected" if what == "refused arrivals" else "ok"}:
                raise SystemExit(f"{what}: answered otherwise: {statuses}")
            told = (
                f"{len(operations)} {what} taken in {took:.1f} s; {len(waits)} times the writer was asked for beside them:"
                f" p50 {timed.p50(waits):.0f} ms, p95 {timed.p95(waits):.0f} ms, worst {waits[-1]:.0f} ms (limit {LIMIT_MS} ms)"
            )
            print(told, flush=True)
            if waits[-1] > LIMIT_MS:
                over.append(told)
    print(f"load after: {os.getloadavg()[0]:.1f}", flush=True)
    return over


def _fill(place: county.County) -> str:
    """Register people in a community and sign its secretary in; return the session."""
    from django.utils import timezone

    from linli.clock import day_of
    from linli.staff.rights import Role

    now = timezone.now()
    (community,) = place.codes
    county.make_areas(county=place, from_on=day_of(now) - datetime.timedelta(days=30))
    county.register(community=community, number=0, people=place.people, now=now - datetime.timedelta(days=1))
    return served.sign_in(username="worker", role=Role.SECRETARY, area=community, second_factor=False)


def _arrivals(place: county.County, many: int, *, kept: bool) -> list[dict[str, Any]]:
    """Make arrivals, each of somebody new at a door of their own; with half a name where none is to be kept."""
    from django.utils import timezone

    from linli.clock import day_of

    (community,) = place.codes
    first = uuid4().int % 10**5  # telephones that no other message brings
    return [
        _operation(
            "arrival",
            {
                "community": community,
                "grid": f"{community}001",
                "name": f"李{'芳敏静丽强磊军洋勇艳'[n % 10]}{'伟明华平刚秀'[n % 6]}" if kept else "李",
                "phone": f"139{first:05}{n:03}",
                "address": f"{300 + n}栋1单元101室",
                "origin": "湖北省武汉市",
                "arrived_on": day_of(timezone.now()).isoformat(),
                "temperature_tenths": 365,
            },
        )
        for n in range(many)
    ]


def _checks(many: int) -> list[dict[str, Any]]:
    """Make normal checks of so many people."""
    from linli.observation.models import Observation

    told = {"outcome": "DONE", "channel": "VISIT", "temperature_tenths": 365, "site": "FOREHEAD"}
    found = Observation.objects.order_by("pk").values_list("pk", flat=True)[:many]
    return [_operation("check", told | {"observation": str(pk)}) for pk in found]


def _operation(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    from linli.ids import new_id

    now = datetime.datetime.now(datetime.UTC).isoformat()
    return {"id": str(new_id()), "kind": kind, "schema": 1, "claimed_at": now, "data": data}


def _bring(server: served.Server, operations: list[dict[str, Any]], session: str) -> set[str]:
    """Bring a message as a phone does; return what became of its operations."""
    sent_at = datetime.datetime.now(datetime.UTC).isoformat()
    message = json.dumps({"device": DEVICE, "sent_at": sent_at, "ops": operations})
    line = HTTPConnection("127.0.0.1", server.port, timeout=ANSWER_S)
    head = {
        "Content-Type": "application/json",
        "Cookie": f"csrftoken={served.TOKEN}; sessionid={session}",
        "X-CSRFToken": served.TOKEN,
    }
    line.request("POST", "/api/v1/sync", body=message, headers=head)
    answer = line.getresponse()
    said: Any = json.loads(answer.read())
    line.close()
    if "answers" not in said:
        raise SystemExit(f"the message was answered with {answer.status}: {said}")
    return {one["status"] for one in said["answers"]}


@contextmanager
def _waiting() -> Iterator[list[float]]:
    """Ask for the writer again and again until the block ends; gives the milliseconds of each wait, sorted at the end."""
    waits: list[float] = []
    ended = Event()
    beside = Thread(target=_ask, args=(waits, ended))
    beside.start()
    try:
        yield waits
    finally:
        ended.set()
        beside.join()
        waits.sort()


def _ask(waits: list[float], ended: Event) -> None:
    from django.db import connection

    line = sqlite3.connect(connection.settings_dict["NAME"], timeout=BUSY_S, isolation_level=None)
    while not ended.is_set():
        begun = time.perf_counter()
        line.execute("BEGIN IMMEDIATE")
        waits.append(1000 * (time.perf_counter() - begun))
        line.execute("ROLLBACK")
        time.sleep(BETWEEN_S)
    line.close()


def main() -> None:
    """Measure on SQLite."""
    fresh.end(fresh.on_sqlite(partial(measure, sizes=WHOLE)))


if __name__ == "__main__":
    main()
