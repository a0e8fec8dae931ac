"""Rotation: everything sealed and every digest brought under the newest key, beside people who go on working.

A pass walks each table in order of its key, a stream table county by county, a batch of rows at a time, and takes those with a
value under another key. What is done is told by the rows themselves, so a rotation that was cut off goes on by starting it
again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import IntegrityError, connection, transaction

from linli.sealing.columns import SealedTable, sealed_tables
from linli.sealing.ring import Ring
from linli.sealing.seals import digest_under, seal_under, unseal_with
from linli.stream.guard import national
from linli.stream.statements import LOCK_IN_COMMENT
from linli.stream.tables import STREAM_TABLES

BATCH_ROWS: Final = 500
# A value's key number as text: '' for nothing, 01 to ff.
_NUMBER: Final = {
    "sqlite": "lower(hex(substr({0}, 1, 1)))",
    "postgresql": "encode(substring({0} from 1 for 1), 'hex')",
}

_LOCK: Final = {"sqlite": LOCK_IN_COMMENT, "postgresql": "FOR UPDATE SKIP LOCKED"}


@dataclass(frozen=True)
class Turned:
    """What one batch did. rows: under the newest key now; changed: rewritten by others meanwhile, left for the next pass."""

    table: str
    rows: int
    changed: int


@dataclass(frozen=True)
class _Row:
    """A row as it was read: its key, and the stored sealed values and digests, column by column."""

    key: tuple[Any, ...]
    sealed: tuple[bytes, ...]
    digests: tuple[str, ...]


# Asked inside the transaction about a digest that another row may hold already: table, key of the row, digest column,
# digest. Answers whether another holds it, and has then seen to it that somebody looks at the two.
Collision = Callable[[SealedTable, tuple[Any, ...], str, str], bool]


def values_by_key() -> dict[tuple[str, str], dict[int, int]]:
    """Count the values of every sealed column by the number of their key: (table, column) -> number -> values."""
    counted: dict[tuple[str, str], dict[int, int]] = {}
    with connection.cursor() as cursor, national("keys are counted over all counties"):
        for told in sealed_tables():
            for column in told.columns:
                number = _number(column.name)
                cursor.execute(
                    f"SELECT {number}, COUNT(*) FROM {_quoted(told.table)}"  # noqa: S608 (our own names)
                    f" WHERE length({_quoted(column.name)}) > 0 GROUP BY 1"
                )
                counted[told.table, column.name] = {int(n, 16): many for n, many in sorted(cursor.fetchall())}
    return counted


def is_turning() -> bool:
    """Say whether values stand under more than one key: equal numbers may then have different digests."""
    return len({number for by_key in values_by_key().values() for number in by_key}) > 1


def rotate_pass(*, ring: Ring, on_collision: Collision) -> Iterator[Turned]:
    """Bring what is not yet under the newest key under it, one transaction a batch, and yield after each.

    A row that somebody changed between our reading and our writing keeps what they wrote; the next pass takes it. Ends with
    KeyMissing or KeyWrong at a value that the ring does not open; what was done before stays.
    """
    for told in sealed_tables():
        for county in _counties(told, ring):
            after: tuple[Any, ...] | None = None
            while True:
                with transaction.atomic():
                    rows = _rows(told, county, ring, after)
                    written = _turn(told, rows, ring, on_collision)
                if not rows:
                    break
                after = rows[-1].key
                yield Turned(told.table, written, len(rows) - written)


def _counties(told: SealedTable, ring: Ring) -> list[str | None]:
    """Return the counties in which a stream table has rows to turn, in order; None alone for a table of the register."""
    if told.model not in STREAM_TABLES:
        return [None]
    with connection.cursor() as cursor, national("a rotation walks all counties, one after the other"):
        cursor.execute(
            f"SELECT DISTINCT county FROM {_quoted(told.table)} WHERE {_stale(told, ring)} ORDER BY county"  # noqa: S608 (our own names)
        )
        return [county for (county,) in cursor.fetchall()]


def _turn(told: SealedTable, rows: Sequence[_Row], ring: Ring, on_collision: Collision) -> int:
    """Write a batch at once, or row by row where two rows would have one digest; return how many were written."""
    pairs = [(row, _new(told, row, ring)) for row in rows]
    if not pairs:
        return 0
    try:
        with transaction.atomic():
            return _write(told, pairs)
    except IntegrityError:
        return sum(_write_alone(told, old, new, on_collision) for old, new in pairs)


def _write_alone(told: SealedTable, row: _Row, new: _Row, on_collision: Collision) -> int:
    try:
        with transaction.atomic():
            return _write(told, [(row, new)])
    except IntegrityError:
        pass
    # Somebody was registered a second time under the newest key. Both rows stay; this one gives its digest up.
    digests = tuple(
        "" if digest and on_collision(told, row.key, name, digest) else digest
        for name, digest in zip(_digest_columns(told), new.digests, strict=True)
    )
    return _write(told, [(row, _Row(new.key, new.sealed, digests))])


def _rows(told: SealedTable, county: str | None, ring: Ring, after: tuple[Any, ...] | None) -> list[_Row]:
    """Read the next batch of rows that hold a value under another key than the newest, of one county where one is told.

    On PostgreSQL rows that somebody holds are left to the next pass: who waits for nobody is in nobody's deadlock.
    """
    keys = ", ".join(map(_quoted, told.key))
    wanted = [column.name for column in told.columns]
    here = "county = %s AND " if county is not None else ""
    beyond = f" AND ({keys}) > ({', '.join(['%s'] * len(told.key))})" if after else ""
    columns = ", ".join(map(_quoted, [*told.key, *wanted, *_digest_columns(told)]))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {_quoted(told.table)} WHERE {here}({_stale(told, ring)}){beyond}"  # noqa: S608 (our own names)
            f" ORDER BY {keys} LIMIT {BATCH_ROWS} {_LOCK[connection.vendor]}",
            ([county] if county is not None else []) + [*(after or ())],
        )
        found = cursor.fetchall()
    first, end = len(told.key), len(told.key) + len(wanted)
    return [
        _Row(tuple(row[:first]), tuple(bytes(value) for value in row[first:end]), tuple(row[end:]))
        for row in found
    ]


def _stale(told: SealedTable, ring: Ring) -> str:
    """Return the condition that a row holds a value under another key than the newest."""
    newest = f"{ring.newest.number:02x}"
    return " OR ".join(f"{_number(column.name)} NOT IN ('', '{newest}')" for column in told.columns)


def _new(told: SealedTable, row: _Row, ring: Ring) -> _Row:
    """Return a row's values under the newest key. Raises KeyMissing, KeyWrong."""
    opened = [unseal_with(ring=ring, sealed=value) if value else b"" for value in row.sealed]
    sealed = tuple(seal_under(key=ring.newest, content=content) if content else b"" for content in opened)
    text = dict(zip((column.name for column in told.columns), opened, strict=True))
    of = [column.name for column in told.columns if column.digest]
    digests = tuple(
        digest_under(key=ring.newest, text=text[name].decode()) if stored else ""
        for name, stored in zip(of, row.digests, strict=True)
    )
    return _Row(row.key, sealed, digests)


def _write(told: SealedTable, pairs: Sequence[tuple[_Row, _Row]]) -> int:
    """Write rows unless their sealed values are no longer those that were read; return how many were written."""
    sealed = [_quoted(column.name) for column in told.columns]
    sets = ", ".join(f"{name} = %s" for name in [*sealed, *map(_quoted, _digest_columns(told))])
    same = " AND ".join(f"{name} = %s" for name in [*map(_quoted, told.key), *sealed])
    binary: Any = memoryview  # as both drivers take bytes
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {_quoted(told.table)} SET {sets} WHERE {same}",  # noqa: S608 (our own names)
            [
                (*map(binary, new.sealed), *new.digests, *old.key, *map(binary, old.sealed))
                for old, new in pairs
            ],
        )
        return int(cursor.rowcount)


def _digest_columns(told: SealedTable) -> list[str]:
    return [column.digest for column in told.columns if column.digest]


def _number(column: str) -> str:
    return _NUMBER[connection.vendor].format(_quoted(column))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
