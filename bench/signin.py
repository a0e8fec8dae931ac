"""How long a wrong password takes for a name that somebody has and for one that nobody has, with the real Argon2.

Run: python -m bench.signin. The two must not differ measurably, or names could be found out. The tries go through the whole
page, in random order, each with a name and an address of its own; then the ones that a limit refuses. Both the clock on the
wall, which a stranger sees, and the processor's time, which other programs on the machine do not blur.
"""

import random
import statistics
import time
from dataclasses import dataclass
from functools import partial
from typing import Final

from bench import fresh

JUDGED = 10  # tries of one name from one address before a limit refuses
SEED = 20200126


@dataclass(frozen=True)
class Sizes:
    """How many names of each sort are judged, how many are tried until they are refused, and how often then."""

    names: int
    refused: int
    tries: int


WHOLE: Final = Sizes(names=60, refused=10, tries=8)
SMALL: Final = Sizes(names=3, refused=1, tries=2)


def measure(*, sizes: Sizes) -> list[str]:
    """Make users and try wrong passwords; there is no limit to go over."""
    from django.conf import settings

    _fill(sizes)
    print(f"password hasher: {settings.PASSWORD_HASHERS[0].rsplit('.', 1)[-1]}")
    _judged(sizes)
    _refused(sizes)
    return []


def _fill(sizes: Sizes) -> None:
    from django.contrib.auth.hashers import make_password

    from linli.staff.models import User

    hashed = make_password("a good password")
    User.objects.bulk_create(
        [
            User(username=f"known-{n}", full_name=str(n), password=hashed)
            for n in range(sizes.names + sizes.refused)
        ]
    )


Took = tuple[float, float]  # on the wall and of the processor, ms


def _try(name: str, address: str) -> tuple[Took, int]:
    from django.test import Client

    client = Client(REMOTE_ADDR=address)
    begun, worked = time.perf_counter(), time.process_time()
    status = client.post("/sign-in/", {"username": name, "password": "wrong"}).status_code
    wall, processor = time.perf_counter() - begun, time.process_time() - worked
    return (wall * 1000, processor * 1000), status


def _judged(sizes: Sizes) -> None:
    rows = [(kind, f"{kind}-{n}") for n in range(sizes.names) for kind in ("known", "unknown")]
    random.Random(SEED).shuffle(rows)  # noqa: S311 (an order, no secret)
    took: dict[str, list[Took]] = {"known": [], "unknown": []}
    for n, (kind, name) in enumerate(rows):
        ms, status = _try(name, f"10.{n // 250}.{n % 250}.1")
        if status != 422:
            raise SystemExit(f"sign-in: {name} was answered with {status}")
        took[kind].append(ms)
    _say("wrong password", took)


def _refused(sizes: Sizes) -> None:
    took: dict[str, list[Took]] = {"known": [], "unknown": []}
    for n in range(sizes.refused):
        for kind in took:
            name = f"{kind}-{sizes.names + n}"
            for _ in range(JUDGED):
                _try(name, "10.9.9.9" if n % 2 else "10.9.9.8")
            for _ in range(sizes.tries):
                ms, status = _try(name, f"10.8.{n}.1")
                if status != 429:
                    raise SystemExit(f"sign-in: {name} was answered with {status}")
                took[kind].append(ms)
    _say("refused", took)


def _say(what: str, took: dict[str, list[Took]]) -> None:
    for n, clock in enumerate(("on the wall", "of the processor")):
        parts, medians = [], []
        for kind, rows in took.items():
            low, median, high = statistics.quantiles([row[n] for row in rows], n=4)
            parts.append(f"{kind} {median:.1f} ms (middle half {low:.1f}-{high:.1f})")
            medians.append(median)
        print(
            f"sign-in, {what}, {clock}: {', '.join(parts)}; difference {abs(medians[0] - medians[1]):.1f} ms"
        )


def main() -> None:
    """Measure on SQLite."""
    fresh.end(fresh.on_sqlite(partial(measure, sizes=WHOLE)))


if __name__ == "__main__":
    main()
