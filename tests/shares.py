"""What runs on which database: everything on SQLite, on PostgreSQL what a database can answer differently.

A test that needs no database runs on SQLite alone, and so does one of a page, and one marked `once`: walks over rights, drawings
and browsers, where what is asked does not depend on the database. What pages read and write is asked of queries and commands on
both, and every address is asked on PostgreSQL by tests/test_hostile_input.py. `once(on="postgresql")` is for what SQLite cannot
refuse; where PostgreSQL's server programs are missing, SQLite is asked instead. `both` is for pages whose statements are counted.
What is left to the other database is counted and said at the end of a run; whole files are not.
"""

import re
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connection
from django.test import SimpleTestCase

from tests import postgres

# What a test asks for that reads or writes a database.
OF_A_DATABASE: Final = frozenset({"db", "transactional_db", "live_server"})
# What a test of a page asks for: a browser, or somebody of the cast at one.
OF_A_PAGE: Final = frozenset(
    {"client", "sign_in", "enter", "browsers", "worker_client", "secretary_client", "doctor_client"}
)
# What a file says at its head that runs on SQLite as a whole.
WHOLE: Final = re.compile(r"^pytestmark = .*\bonce\b(?!\()", re.MULTILINE)
LEFT: Final = pytest.StashKey[int]()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Do not even read on PostgreSQL what runs on SQLite as a whole.

    Such are the files that say so, and tests of rules, which ask a database for the versions that migrations wrote at most.
    """
    if connection.vendor == "sqlite" or collection_path.suffix != ".py":
        return None
    of_rules = collection_path.name.startswith("test_rules")
    return True if of_rules or WHOLE.search(collection_path.read_text(encoding="utf-8")) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to the other database what runs there alone."""
    here = connection.vendor
    left = [item for item in items if _runs_alone_on(item) not in {"", here}]
    config.stash[LEFT] = len(left)
    if left:
        kept = set(items) - set(left)
        items[:] = [item for item in items if item in kept]
        config.hook.pytest_deselected(items=left)


def _runs_alone_on(item: pytest.Item) -> str:
    """Return the one database that a test runs on; "" if it runs on each."""
    marked = item.get_closest_marker("once")
    if marked:
        on = str(marked.kwargs.get("on", "sqlite"))
        return on if on == "sqlite" or postgres.is_here() else "sqlite"
    if item.get_closest_marker("both"):
        return ""
    return "" if _needs_a_database(item) and not _asks_a_page(item) else "sqlite"


def _asks_a_page(item: pytest.Item) -> bool:
    return bool(OF_A_PAGE & set(getattr(item, "fixturenames", ())))


def _needs_a_database(item: pytest.Item) -> bool:
    of_django = isinstance(item, pytest.Function) and item.cls and issubclass(item.cls, SimpleTestCase)
    asked = OF_A_DATABASE & set(getattr(item, "fixturenames", ()))
    return bool(of_django or asked or item.get_closest_marker("django_db"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that started this worker how many were left."""
    output: dict[str, int] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left"] = session.config.stash.get(LEFT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Note what a worker left; each collects the same."""
    node.config.stash[LEFT] = getattr(node, "workeroutput", {}).get("left", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many tests were left to the other database."""
    if left := config.stash.get(LEFT, 0):
        other = "SQLite" if connection.vendor == "postgresql" else "PostgreSQL"
        word = "test runs" if left == 1 else "tests run"
        terminalreporter.write_line(f"{left} {word} on {other} alone and were left to it (tests/shares.py).")
