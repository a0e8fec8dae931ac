"""What an app says of its tables when identity is removed (anonymised): what stays, what goes, and what still keeps somebody.

Each app declares a `Retention` in its `retention.py`; linli.retention collects them and does the removing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

PLACE: Final = "id county community area"


@dataclass(frozen=True)
class Table:
    """Fields that stay and fields that go, and what those that stay are for. gone: whole rows of a person go."""

    kept: tuple[str, ...]
    removed: tuple[str, ...]
    why: str
    gone: bool = False


def table(kept: str, removed: str, why: str) -> Table:
    """Return a table's fields, told by their names with spaces between."""
    return Table(tuple(kept.split()), tuple(removed.split()), why)


def rows_gone(why: str) -> Table:
    """Return a table whose rows of a person go as a whole."""
    return Table((), (), why, gone=True)


@dataclass(frozen=True)
class Erasure:
    """Whose identity goes, in one transaction.

    people: every entry of them, joined ones too. names: (name, digest of the telephone) of each, for rows that name
    nobody by id. communities: where they were. subjects: ids of rows that stand for them, such as observations and doors;
    an app sees those that the apps before it in the list have told.
    """

    people: Sequence[UUID]
    names: Collection[tuple[str, str]]
    communities: Collection[str]
    now: datetime
    subjects: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Retention:
    """What an app says of its tables.

    personal: tables with something of a person, by the model's name. nobody: tables that tell of no observed person, and
    of what instead. forget: removes what goes, and returns ids of rows that stood for these people. why: codes of what
    keeps somebody, with their words, in the order in which they are told. keeps: for the ids of some people's entries,
    queries that find (code, id) of what is still open; those of all apps are asked as one statement.
    """

    app: str
    personal: Mapping[str, Table] = field(default_factory=dict)
    nobody: Mapping[str, str] = field(default_factory=dict)
    forget: Callable[[Erasure], Collection[UUID]] | None = None
    why: Mapping[str, str | Promise] = field(default_factory=dict)
    keeps: Callable[[Collection[UUID]], Sequence[QuerySet[Any, Any]]] | None = None
