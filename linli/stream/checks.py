"""System checks: every stream table keeps the shape that lets it be distributed."""

from typing import Any, Final

from django.core.checks import CheckMessage, Error
from django.db.models import CompositePrimaryKey, Model, UniqueConstraint

from linli.stream.tables import STREAM_TABLES

KEY: Final[tuple[str, ...]] = ("county", "id")


def check_stream_tables(**_kwargs: Any) -> list[CheckMessage]:
    """Report stream tables whose key, unique constraints or indexes do not begin with county."""
    return [error for model in STREAM_TABLES for error in _errors_of(model)]


def _errors_of(model: type[Model]) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    pk = model._meta.pk
    if not isinstance(pk, CompositePrimaryKey) or tuple(pk.field_names) != KEY:
        errors.append(
            Error(
                "A stream table needs pk = CompositePrimaryKey('county', 'id').", obj=model, id="linli.E001"
            )
        )
    uniques = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
    errors += [
        Error(f"'{rule.name}' of a stream table must begin with county.", obj=model, id="linli.E002")
        for rule in [*uniques, *model._meta.indexes]
        if not rule.fields or rule.fields[0] != "county"
    ]
    errors += [
        Error(f"'{field.name}' is unique without county.", obj=model, id="linli.E003")
        for field in model._meta.local_fields
        if field.unique and not field.primary_key
    ]
    return errors
