"""A fresh database for what is measured, in a process of its own, since settings are read once a process.

What is measured is a function without arguments that returns what went over its limit, a sentence each.
"""

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping
from multiprocessing import get_context

from tests import postgres

Measure = Callable[[], list[str]]


def on_sqlite(measure: Measure) -> bool:
    """Measure on an empty SQLite database; say whether nothing went over its limit."""
    return _in_a_process(measure, "")


def on_postgresql(measure: Measure, *, settings: Mapping[str, str] = postgres.QUICK) -> bool:
    """Measure on an empty PostgreSQL cluster; say whether nothing went over its limit, or that it is not installed."""
    try:
        url = postgres.start(settings=settings)
    except postgres.ProgramsMissing as missing:
        print(f"skipped on PostgreSQL. {missing}", flush=True)
        return True
    return _in_a_process(measure, url)


def analyze() -> None:
    """Let PostgreSQL take stock of its tables, as it does by itself within a minute of so many new rows."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def end(*within: bool) -> None:
    """End the process, with 1 unless everything stayed within its limits."""
    sys.exit(0 if all(within) else 1)


def _in_a_process(measure: Measure, url: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        process = get_context("spawn").Process(target=_measured, args=(measure, folder, url), daemon=True)
        process.start()
        process.join()
    return process.exitcode == 0


def _measured(measure: Measure, folder: str, url: str) -> None:
    import django

    # As Ctrl-C, so that what was started is stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ |= {
        "LINLI_DATA": folder,
        "LINLI_KEYS": f"{folder}/keys",
        "DJANGO_SETTINGS_MODULE": "linli.config.settings",
        "LINLI_HEAVY_CALLS": "0",
    }
    os.environ.pop("LINLI_DATABASE_URL", None)
    if url:
        os.environ["LINLI_DATABASE_URL"] = url
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    call_command("migrate", verbosity=0)
    over = measure()
    for sentence in over:
        print(f"OVER THE LIMIT: {sentence}", flush=True)
    sys.exit(1 if over else 0)
