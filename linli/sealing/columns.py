"""The one list of what is sealed: every sealed column of every table, with the digest beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from linli.sealing.fields import Digest, SealedBytes, SealedJson, SealedText


@dataclass(frozen=True)
class SealedColumn:
    """One column, which has the name of its field; digest: the name of the column that holds its digest, '' for none."""

    name: str
    digest: str


@dataclass(frozen=True)
class SealedTable:
    """A table and its sealed columns, in order of the model."""

    model: type[Model]
    columns: tuple[SealedColumn, ...]

    @property
    def table(self) -> str:
        """The name in the database."""
        return self.model._meta.db_table

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        return tuple(field.column for field in self.model._meta.pk_fields if field.column)


def sealed_tables() -> Iterator[SealedTable]:
    """Yield every table with sealed columns, in order of installation: a field's class puts it here."""
    for model in apps.get_models():
        fields = model._meta.concrete_fields
        digests = {field.of: field.name for field in fields if isinstance(field, Digest)}
        columns = tuple(
            SealedColumn(field.name, digests.get(field.name, ""))
            for field in fields
            if isinstance(field, (SealedBytes, SealedText, SealedJson))
        )
        if columns:
            yield SealedTable(model, columns)
