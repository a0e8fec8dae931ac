"""The tests' own folder and database, chosen before settings are read; pytest loads this first (-p tests.databases).

LINLI_TEST_DATABASE  sqlite (the default) or postgresql: a cluster of its own, see tests/postgres.py
"""

import atexit
import os
import shutil
import sys
import tempfile
from typing import Final

from tests import postgres

KNOWN: Final = ("sqlite", "postgresql")

_chosen = os.environ.get("LINLI_TEST_DATABASE") or "sqlite"
if _chosen not in KNOWN:
    sys.exit(f"LINLI_TEST_DATABASE is {_chosen}; it may be: {', '.join(KNOWN)}")

# Nothing of the machine's own Linli reaches the tests: neither its folder nor its database nor its keys.
for _name in [name for name in os.environ if name.startswith("LINLI_")]:
    del os.environ[_name]
_folder = tempfile.mkdtemp(prefix="linli-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["LINLI_DATA"] = _folder
os.environ["LINLI_STREAM_GUARD"] = "1"
if _chosen == "postgresql":
    try:
        os.environ["LINLI_DATABASE_URL"] = postgres.start()
    except postgres.ProgramsMissing as missing:
        # A machine without a server may still pass on SQLite; what was left out is said, never silent.
        sys.stderr.write(f"SKIPPED: the tests on PostgreSQL. {missing}\n")
        sys.exit(0)
