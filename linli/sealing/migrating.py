"""Steps of migrations that seal a column which lay open, in batches, and back.

A new column is filled from the old one and takes its name: so a big table is never rewritten on PostgreSQL, and only rows
that say something are touched.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from django.db import migrations, models

from linli.sealing.seals import seal, unseal
from linli.stream.guard import national

BATCH_ROWS: Final = 1000
CLEAR: Final = "_clear"  # the old column's name meanwhile
Columns = Mapping[str, Mapping[str, "models.Field[Any, Any]"]]


def sealed_columns(*, app: str, columns: Columns) -> list[Any]:
    """Return the steps that seal the columns of one app.

    columns: model -> field -> how it is sealed from now on. The old columns are dropped at the end, so that no table is
    changed in shape after rows of it were.
    """
    fields = [(model, name, field) for model, told in columns.items() for name, field in told.items()]
    steps: list[Any] = []
    for model, name, field in fields:
        steps += [
            migrations.RenameField(model, name, name + CLEAR),
            # What may not be blank has a default for the rows that are there, and none afterwards.
            migrations.AddField(model, name, field, preserve_default=field.blank),
        ]
    names = {model: list(told) for model, told in columns.items()}
    steps.append(migrations.RunPython(partial(_walk, app, names, _close), partial(_walk, app, names, _open)))
    return steps


def clear_columns_dropped(*, columns: dict[str, list[str]]) -> list[migrations.RemoveField]:
    """Return the steps, of the migration after, that drop the columns that lay open. columns: model -> fields."""
    return [migrations.RemoveField(model, name + CLEAR) for model, names in columns.items() for name in names]


def classes_told(*, columns: Columns) -> Any:
    """Return the step that tells migrations which columns are sealed already; it changes nothing in the database."""
    return migrations.SeparateDatabaseAndState(
        state_operations=[
            migrations.AlterField(model, name, field)
            for model, told in columns.items()
            for name, field in told.items()
        ]
    )


Turn = Callable[[Any, str], tuple[str, str, Callable[[Any], Any]]]


def _close(connection: Any, name: str) -> tuple[str, str, Callable[[Any], Any]]:
    """From the open column to the sealed one."""
    return name + CLEAR, name, lambda said: memoryview(seal(said))


def _open(_connection: Any, name: str) -> tuple[str, str, Callable[[Any], Any]]:
    """And back."""
    return name, name + CLEAR, unseal


def _prove(connection: Any) -> None:
    """Open one number before anything is sealed under a key that is not this database's. Raises KeyWrong."""
    with connection.cursor() as cursor:
        if "people_person" not in connection.introspection.table_names(cursor):
            return
        for column in ("id_sealed", "phone_sealed"):
            cursor.execute(f"SELECT {column} FROM people_person WHERE length({column}) > 0 LIMIT 1")  # noqa: S608
            for (sealed,) in cursor.fetchall():
                unseal(sealed)


def _walk(app: str, names: dict[str, list[str]], turn: Turn, apps: Any, editor: Any) -> None:
    _prove(editor.connection)
    for model, fields in names.items():
        meta = apps.get_model(app, model)._meta
        key = [field.column for field in meta.pk_fields]
        for name in fields:
            from_, to, convert = turn(editor.connection, name)
            with national("a migration changes every row"):
                _fill(editor.connection, meta.db_table, key, from_, to, convert)


def _fill(
    connection: Any, table: str, key: list[str], from_: str, to: str, convert: Callable[[Any], Any]
) -> None:
    """Fill one column from another, a thousand rows at a time, in order of the key."""
    quote = connection.ops.quote_name
    keys, places = ", ".join(map(quote, key)), ", ".join(["%s"] * len(key))
    says = f"CAST({quote(from_)} AS text) NOT IN ('', '[]', '\\x')"  # no text, no list, no bytes
    select = f"SELECT {keys}, {quote(from_)} FROM {quote(table)} WHERE {says}"  # noqa: S608 (our own names)
    match = " AND ".join(f"{quote(column)} = %s" for column in key)
    update = f"UPDATE {quote(table)} SET {quote(to)} = %s WHERE {match}"  # noqa: S608
    last: tuple[Any, ...] | None = None
    with connection.cursor() as cursor:
        while True:
            after = f" AND ({keys}) > ({places})" if last else ""
            cursor.execute(f"{select}{after} ORDER BY {keys} LIMIT {BATCH_ROWS}", last or ())
            rows = cursor.fetchall()
            if not rows:
                return
            last = tuple(rows[-1][:-1])
            # SQLite's empty bytes are no empty text.
            cursor.executemany(update, [(convert(row[-1]), *row[:-1]) for row in rows if row[-1]])
