"""Checks accepted per second through POST /api/v1/sync, beside plain multi-row inserts of the same rows.

Run: python -m bench.sync. One process, batches of 200 checks of different people, on SQLite and on PostgreSQL. The
limit is one fourth of the plain inserts (Django's bulk_create of the same rows, 200 a statement and transaction), with
duties, alerts, referrals and audit written. Beside it stands the bare statement, its parameters ready beforehand.
"""

import datetime
import gc
import json
import time
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from bench import fresh

FEVERS = 100  # one check in so many finds a fever
LEAST_SHARE = 0.25


@dataclass(frozen=True)
class Sizes:
    """How many people, checks in a message (people are a multiple of it) and messages (two a day for twelve days at most)."""

    people: int
    batch: int
    batches: int


WHOLE: Final = Sizes(people=2000, batch=200, batches=60)
SMALL: Final = Sizes(people=8, batch=4, batches=3)


def measure(*, sizes: Sizes) -> list[str]:
    """Send checks in messages and write them plainly; return what fell below the limit."""
    from django.db import connection

    client, observations = _fill(sizes)
    batches = _batches(observations, sizes)
    _post(client, batches.pop())  # the first one reads protocols and compiles shapes
    fresh.analyze()
    gc.freeze()  # as the server does: what it read at its start is not looked through for garbage
    begun = time.perf_counter()
    for batch in batches:
        _post(client, batch)
    synced = sizes.batch * len(batches) / (time.perf_counter() - begun)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM duties_duty WHERE county = '340102' AND outcome = 'DONE'")
        (done,) = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM observation_alert")
        (alerts,) = cursor.fetchone()
    plain, bare = _plain(sizes), _bare(sizes)
    share = synced / plain
    told = (
        f"sync on {connection.vendor}: {synced:,.0f} checks a second ({done:,} duties, {alerts:,} alerts), plain inserts"
        f" {plain:,.0f} rows a second: {share:.0%} of them (limit {LEAST_SHARE:.0%}); the bare statement {bare:,.0f}"
    )
    print(told, flush=True)
    return [told] if share < LEAST_SHARE else []


def _fill(sizes: Sizes) -> tuple[Any, list[str]]:
    """Register people who have been observed for thirteen days; return a worker's client and whom to check."""
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

    community = AreaCode("340102001001")
    first = timezone.localdate() - datetime.timedelta(days=30)
    Area.objects.bulk_create(
        Area(code=code, name=code, level=AreaCode(code).level, valid_from=first)
        for code in [*community.ancestors, community]
    )
    user = User(username="worker", full_name="李四")
    user.set_unusable_password()
    user.save(force_insert=True)
    now = timezone.now()
    give_post(user=user, role=Role.SECRETARY, area=community, from_on=first, by=None, now=now)
    arrivals = [
        NewArrival(
            card=PersonCard(
                name=f"王{'芳敏静丽强磊军洋勇艳'[n % 10]}",
                phone=f"13{n:09}",
                address=f"{n // 12 + 1}栋1单元{n % 12 + 1}01室",
            ),
            arrived_on=timezone.localdate() - datetime.timedelta(days=14),
        )
        for n in range(sizes.people)
    ]
    answers = register_arrivals(
        community=community, arrivals=arrivals, by=OPERATOR, now=now - datetime.timedelta(days=13)
    )
    client = Client()
    client.force_login(user)
    return client, [str(answer.observation.pk) for answer in answers if answer.observation]


def _batches(observations: list[str], sizes: Sizes) -> list[bytes]:
    """Make messages: each of 200 people in one session, session after session."""
    from django.utils import timezone

    from linli.clock import moment
    from linli.ids import new_id

    batches = []
    groups = sizes.people // sizes.batch
    for number in range(sizes.batches + 1):
        session = number // groups
        day = timezone.localdate() - datetime.timedelta(days=12 - session // 2)
        at = moment(day, datetime.time(8 if session % 2 == 0 else 16))
        start = number % groups * sizes.batch
        operations = [
            {
                "id": str(new_id()),
                "kind": "check",
                "schema": 1,
                "claimed_at": at.isoformat(),
                "base": {},
                "data": {
                    "observation": observation,
                    "outcome": "DONE",
                    "channel": "VISIT",
                    "temperature_tenths": 378 if (number * sizes.batch + place) % FEVERS == 0 else 365,
                    "symptoms": [],
                    "antipyretic": None,
                    "site": "FOREHEAD",
                    "device": "",
                    "outdoors": False,
                    "basis": {},
                    "note": "",
                },
            }
            for place, observation in enumerate(observations[start : start + sizes.batch])
        ]
        message = {
            "device": "0190c1a2-0000-7000-8000-000000000000",
            "sent_at": timezone.now().isoformat(),
            "ops": operations,
        }
        batches.append(json.dumps(message).encode())
    return batches


def _post(client: Any, message: bytes) -> None:
    response = client.post("/api/v1/sync", message, content_type="application/json")
    statuses = {answer["status"] for answer in response.json()["answers"]}
    if statuses != {"ok"}:
        raise SystemExit(f"not accepted: {statuses}")


def _rows(sizes: Sizes) -> list[Any]:
    """Return the checks that were accepted as new rows, under new ids."""
    from linli.ids import new_id
    from linli.observation.models import Check

    rows = list(
        Check.objects.filter(county="340102").order_by("received_at", "id")[: sizes.batch * sizes.batches]
    )
    for row in rows:
        row.id = new_id()
        row._state.adding = True  # noqa: SLF001 (as bulk_create does)
    return rows


def _plain(sizes: Sizes) -> float:
    """Insert the same checks again, a message's rows a statement and transaction; return rows a second."""
    from django.db import transaction

    from linli.observation.models import Check

    rows = _rows(sizes)
    begun = time.perf_counter()
    for start in range(0, len(rows), sizes.batch):
        with transaction.atomic():
            Check.objects.bulk_create(rows[start : start + sizes.batch])
    return len(rows) / (time.perf_counter() - begun)


def _bare(sizes: Sizes) -> float:
    """Insert them by the bare statement, parameters ready beforehand; return rows a second."""
    from django.db import connection, transaction

    from linli.observation.models import Check

    rows = _rows(sizes)
    fields = [field for field in Check._meta.concrete_fields if field.column]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = f"({', '.join(['%s'] * len(fields))})"
    ready = [
        [
            field.get_db_prep_save(getattr(row, field.attname), connection)
            for row in rows[start : start + sizes.batch]
            for field in fields
        ]
        for start in range(0, len(rows), sizes.batch)
    ]
    begun = time.perf_counter()
    for values in ready:
        places = ", ".join([marks] * (len(values) // len(fields)))
        with transaction.atomic(), connection.cursor() as cursor:
            # Names of our own table and columns only.
            cursor.execute(f"INSERT INTO observation_check ({columns}) VALUES {places}", values)  # noqa: S608
    return len(rows) / (time.perf_counter() - begun)


def main() -> None:
    """Measure each database."""
    whole = partial(measure, sizes=WHOLE)
    fresh.end(fresh.on_sqlite(whole), fresh.on_postgresql(whole))


if __name__ == "__main__":
    main()
