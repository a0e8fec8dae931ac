"""How long a wrong password takes for a name that somebody has and for one that nobody has, with the real Argon2.

Run: python -m bench.signin. The two must not differ measurably, or names could be found out. The tries go through the whole
page, in random order, each with a name and an address of its own; then the ones that a limit refuses. Both the clock on the
wall, which a stranger sees, and the processor's time, which other programs on the machine do not blur.
"""

import os
import random
import statistics
import tempfile
import time

NAMES = 60  # of each sort
TRIES = 8  # of one name when refusals are measured, after the ten that are judged
SEED = 20200126


def main() -> None:
    """Make users in a fresh SQLite database and measure."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        os.environ |= {"LINLI_DATA": folder, "DJANGO_SETTINGS_MODULE": "linli.config.settings"}
        os.environ.pop("LINLI_DATABASE_URL", None)
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _fill()
        print(f"password hasher: {settings.PASSWORD_HASHERS[0].rsplit('.', 1)[-1]}")
        _judged()
        _refused()


def _fill() -> None:
    from django.contrib.auth.hashers import make_password

    from linli.staff.models import User

    hashed = make_password("a good password")
    User.objects.bulk_create(
        [User(username=f"known-{n}", full_name=str(n), password=hashed) for n in range(NAMES + 10)]
    )


Took = tuple[float, float]  # on the wall and of the processor, ms


def _try(name: str, address: str) -> tuple[Took, int]:
    from django.test import Client

    client = Client(REMOTE_ADDR=address)
    begun, worked = time.perf_counter(), time.process_time()
    status = client.post("/sign-in/", {"username": name, "password": "wrong"}).status_code
    wall, processor = time.perf_counter() - begun, time.process_time() - worked
    return (wall * 1000, processor * 1000), status


def _judged() -> None:
    rows = [(kind, f"{kind}-{n}") for n in range(NAMES) for kind in ("known", "unknown")]
    random.Random(SEED).shuffle(rows)  # noqa: S311 (an order, no secret)
    took: dict[str, list[Took]] = {"known": [], "unknown": []}
    for n, (kind, name) in enumerate(rows):
        ms, status = _try(name, f"10.{n // 250}.{n % 250}.1")
        if status != 422:
            raise SystemExit(f"sign-in: {name} was answered with {status}")
        took[kind].append(ms)
    _say("wrong password", took)


def _refused() -> None:
    took: dict[str, list[Took]] = {"known": [], "unknown": []}
    for n in range(10):
        for kind in took:
            name = f"{kind}-{NAMES + n}"
            for _ in range(10):
                _try(name, "10.9.9.9" if n % 2 else "10.9.9.8")
            for _ in range(TRIES):
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


if __name__ == "__main__":
    main()
