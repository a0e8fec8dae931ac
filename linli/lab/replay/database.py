"""A database of the replay's own, in memory: the one that people work in is never opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import load_backend

ENGINE: Final = "django.db.backends.sqlite3"
OWN: Final = {
    "ENGINE": ENGINE,
    "NAME": ":memory:",
    "OPTIONS": {},
    "ATOMIC_REQUESTS": False,
    "AUTOCOMMIT": True,
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": False,
    "TIME_ZONE": None,
    "USER": "",
    "PASSWORD": "",
    "HOST": "",
    "PORT": "",
    "TEST": {"CHARSET": None, "COLLATION": None, "MIGRATE": True, "MIRROR": None, "NAME": None},
}


@contextmanager
def own_database() -> Iterator[None]:
    """Put an empty, migrated SQLite database in memory into the place of the usual one for the block; it is then gone.

    The usual connection is set aside as it stands, unopened if it was not open.
    """
    usual = connections[DEFAULT_DB_ALIAS]
    own = load_backend(ENGINE).DatabaseWrapper(OWN, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = own
    try:
        call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
        if own.connection is not None:
            own.connection.close()  # Django keeps a database in memory open on purpose; here nobody needs it again
