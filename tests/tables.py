"""What stands in every table, before and after: whether anything foreign was changed."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.apps import apps
from django.db.models import Model

from linli.stream.guard import national

# What every request may write about itself: who looked, who tried to sign in, when a session or a phone was last seen.
OF_THE_REQUEST: Final = frozenset(
    {
        "audit.AuditAbout",
        "audit.AuditEvent",
        "audit.AuditHead",
        "sessions.Session",
        "signin.Attempt",
        "signin.Refusal",
        "signin.UsualPlace",
    }
)
SEEN_LAST: Final = frozenset({"last_seen_at", "last_login"})
Tables = dict[str, dict[Any, dict[str, Any]]]


def everything() -> Tables:
    """Return the rows of every table that a page may change, by primary key, without when somebody was last seen."""
    tables = [model for model in apps.get_models() if model._meta.label not in OF_THE_REQUEST]
    with national("a test compares all tables"):
        return {model._meta.label: dict(_rows_of(model)) for model in tables}


def _rows_of(model: type[Model]) -> Iterator[tuple[object, dict[str, Any]]]:
    key = [field.attname for field in model._meta.pk_fields]
    for row in model._meta.base_manager.values():
        yield tuple(row[name] for name in key), {k: v for k, v in row.items() if k not in SEEN_LAST}


def changed(*, before: Tables, after: Tables, of: str) -> Mapping[str, list[object]]:
    """Return by table the rows that are no longer as they were, and new ones that speak of a county (its code)."""
    found: dict[str, list[object]] = {}
    for table, rows in after.items():
        was = before[table]
        other = [row for key, row in was.items() if rows.get(key) != row]
        new = [row for key, row in rows.items() if key not in was and of in str(row)]
        if other or new:
            found[table] = [*other, *new]
    return found
