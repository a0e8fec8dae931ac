"""The tests' own folder and database, chosen before settings are read; pytest loads this first (-p tests.databases).

LINLI_TEST_DATABASE  sqlite (the default) or postgresql: a cluster of its own, see tests/postgres.py
LINLI_TEST_MIGRATED  a file of SQLite that a run of the same migrations has made, which then need not be made again

With several workers (pytest-xdist's -n) the first process chooses and starts the one cluster; each worker inherits what it chose,
takes a folder of its own within, and a copy of the one database that was migrated (conftest.py).
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests import postgres

KNOWN: Final = ("sqlite", "postgresql")
# Files that nobody waits for, where the machine has such a place.
IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 (of a folder that mkdtemp makes)


def _choose() -> None:
    """Choose folder and database for this process and the workers that it starts."""
    chosen = os.environ.get("LINLI_TEST_DATABASE") or "sqlite"
    migrated = os.environ.get("LINLI_TEST_MIGRATED")
    if chosen not in KNOWN:
        sys.exit(f"LINLI_TEST_DATABASE is {chosen}; it may be: {', '.join(KNOWN)}")
    # Nothing of the machine's own Linli reaches the tests: neither its folder nor its database nor its keys.
    for name in [name for name in os.environ if name.startswith("LINLI_")]:
        del os.environ[name]
    folder = tempfile.mkdtemp(prefix="linli-tests-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["LINLI_DATA"] = folder
    os.environ["LINLI_KEYS"] = f"{folder}/keys"
    os.environ["LINLI_STREAM_GUARD"] = "1"
    # One process sends what a community sends in a week; the tests of this limit set it.
    os.environ["LINLI_HEAVY_CALLS"] = "0"
    if migrated:
        shutil.copy(migrated, Path(folder) / "migrated.sqlite3")
        (Path(folder) / "migrated").touch()
    if chosen == "postgresql":
        try:
            os.environ["LINLI_DATABASE_URL"] = postgres.start()
        except postgres.ProgramsMissing as missing:
            # A machine without a server may still pass on SQLite; what was left out is said, never silent.
            sys.stderr.write(f"SKIPPED: the tests on PostgreSQL. {missing}\n")
            sys.exit(0)


def _inherit(worker: str) -> None:
    """Take a worker's folder within that of the process that started it."""
    folder = Path(os.environ["LINLI_DATA"]) / worker
    folder.mkdir()
    os.environ["LINLI_DATA"] = str(folder)
    os.environ["LINLI_KEYS"] = str(folder / "keys")


WORKER: Final = os.environ.get("PYTEST_XDIST_WORKER", "")
if not WORKER:
    _choose()
# What all workers read and write.
SHARED: Final = Path(os.environ["LINLI_DATA"])
if WORKER:
    _inherit(WORKER)
