"""What all tests share: quick settings, on top of the folder and database that tests/databases.py chose."""

import fcntl
import gc
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings
from django.db import connection
from django.template import Context, Template
from django.test import client
from django.utils import translation
from django.utils.http import urlencode
from pytest_django import DjangoDbBlocker

from linli.typesetting.typesetter import FONT_LIBRARIES
from tests import databases, properties

# The cast and its makers, for the tests of every app.
pytest_plugins = [
    "tests.cast",
    "tests.twins",
    "tests.scope_rows",
    "tests.phone_in_browser",
    "tests.exported",
    "tests.shares",
    "tests.browsers",
    "linli.reports.tests.days",
    "linli.channels.tests.robot",
]

properties.load_profile()
# What draws the fields of forms, a hundred times a page.
FIELDS: Final = ("django/forms/", "desk/field")
keep_drawn: Final = vars(client)["store_rendered_templates"]
post_in_parts: Final = client.RequestFactory.post


def pytest_configure(config: pytest.Config) -> None:
    """Make settings quick: cheap password hashes, tasks run where they are queued, static files as they lie."""
    if not config.pluginmanager.has_plugin("tests.databases"):
        pytest.exit(
            "Run pytest with `-p tests.databases`, or the tests would use the folder var/.", returncode=4
        )
    # A file, so that each thread of a server that a browser asks has a connection of its own, as where people are served.
    connection.settings_dict["TEST"]["NAME"] = {
        "sqlite": str(databases.SHARED / "migrated.sqlite3"),
        "postgresql": "migrated",
    }[connection.vendor]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Or each client of a test would read every static file anew: half of what its first page costs.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PAPER_FONTS = _fonts()
    pytest.MonkeyPatch().setattr(client, "store_rendered_templates", _keep_page)
    pytest.MonkeyPatch().setattr(client.RequestFactory, "post", _post_as_browsers_do)


def _keep_page(
    store: dict[str, object],
    signal: object,
    sender: object,
    template: Template,
    context: Context,
    **more: object,
) -> None:
    """Keep for `response.context` what the parts of a page were drawn with, but for its fields: a tenth of what pages cost."""
    if not str(template.name).startswith(FIELDS):
        keep_drawn(store, signal, sender, template, context, **more)


def _post_as_browsers_do(
    sender: client.RequestFactory,
    path: str,
    data: Any = None,
    content_type: str = client.MULTIPART_CONTENT,
    **more: Any,
) -> Any:
    """Send a form that carries no file as browsers do: to read one in parts is a tenth of what a walk costs."""
    if content_type == client.MULTIPART_CONTENT and not _carries_a_file(data or {}):
        data, content_type = urlencode(data or {}, doseq=True), "application/x-www-form-urlencoded"
    return post_in_parts(sender, path, data, content_type, **more)


def _carries_a_file(said: Mapping[str, Any]) -> bool:
    values = (
        one for value in said.values() for one in (value if isinstance(value, (list, tuple)) else (value,))
    )
    return any(hasattr(one, "read") for one in values)


def _fonts() -> str:
    """Return a folder with Linli's own fonts alone: to look through the system's is half of what a drawing costs."""
    folder = settings.DATA_DIR / "fonts"
    folder.mkdir()
    for library in FONT_LIBRARIES:
        found = find_spec(library)
        assert found is not None
        (folder / library).symlink_to(Path(str(found.origin)).parent)
    return str(folder)


def pytest_collectstart() -> None:
    """Look for no garbage while tests are collected: nothing of it goes before the end."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Look no more for garbage among what was imported and collected, which stays to the end, and more seldom for new."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    gc.enable()


def pytest_report_header() -> str:
    """Say on which database the tests run."""
    return f"database: {connection.vendor}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was skipped: a sentence a reason, with the command that mends it where one does."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in reports)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"SKIPPED {count}: {reason}")


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    """Leave no language behind: a page read in English leaves its thread speaking English."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Copy the migrated database for this process, in place of pytest-django's own fixture, which migrates for each.

    Whoever comes first migrates it, which takes five seconds of a processor; the others wait at the lock.
    """
    creation, migrated = connection.creation, databases.SHARED / "migrated"
    own = databases.WORKER or "alone"
    with django_db_blocker.unblock(), (databases.SHARED / "migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not migrated.exists():
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            migrated.touch()
        connection.close()
        # In place, for the connections of other threads read the same settings.
        connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"]
        creation.clone_test_db(suffix=own, verbosity=0)
        connection.settings_dict["NAME"] = creation.get_test_db_clone_settings(own)["NAME"]
