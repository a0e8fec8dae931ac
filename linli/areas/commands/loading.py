"""Loading the published list of areas.

The list is staged in a temporary table and compared in the database, a few statements for the whole nation; row by row
it would take many minutes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from linli.areas.rules import DIGITS, EVERYWHERE, AreaCode, Level
from linli.areas.source import AreaSourceBroken, AreaSourceMissing, find_files, read_file
from linli.areas.spoken import spoken_of_area

__all__ = [
    "AreaNotInSource",
    "AreaSourceBroken",
    "AreaSourceMissing",
    "AreasChangedLater",
    "AreasLoaded",
    "load_areas",
]

# Rows held in memory at a time: about 15 MB.
BATCH: Final = 50_000
# Code, name, level, code of the area above, and how the name sounds.
Row = tuple[str, str, str, str, str]

_STAGE: Final = (
    "CREATE TEMPORARY TABLE areas_incoming"
    " (code varchar(15) NOT NULL, name varchar(100) NOT NULL, level varchar(10) NOT NULL, parent varchar(12) NOT NULL,"
    " spoken varchar(200) NOT NULL)"
)
_STAGED_TWICE: Final = "SELECT code FROM areas_incoming GROUP BY code HAVING COUNT(*) > 1 LIMIT 1"
_STAGED_ALONE: Final = """
    SELECT code FROM areas_incoming i
    WHERE parent <> '' AND NOT EXISTS (SELECT 1 FROM areas_incoming p WHERE p.code = i.parent) LIMIT 1
"""
_GONE: Final = """
    code >= %(from)s AND code < %(until)s AND level <> 'GRID' AND valid_until IS NULL
    AND NOT EXISTS (SELECT 1 FROM areas_incoming i WHERE i.code = areas_area.code)
"""
_CHANGED_LATER: Final = f"""
    SELECT code FROM areas_area
    WHERE (valid_from > %(on)s OR valid_until > %(on)s
           OR EXISTS (SELECT 1 FROM areas_formername f WHERE f.area_id = areas_area.code AND f.valid_until > %(on)s))
      AND (({_GONE}) OR EXISTS (
          SELECT 1 FROM areas_incoming i WHERE i.code = areas_area.code
          AND (i.name <> areas_area.name OR areas_area.valid_until IS NOT NULL)))
    LIMIT 1
"""  # noqa: S608 (only constants of this module are joined)
# The period that ends began when the area did, or when its last period before ended.
_KEEP_PERIOD: Final = """
    INSERT INTO areas_formername (area_id, name, valid_from, valid_until)
    SELECT a.code, a.name, COALESCE(
        (SELECT MAX(f.valid_until) FROM areas_formername f
         WHERE f.area_id = a.code AND (a.valid_from IS NULL OR f.valid_until > a.valid_from)), a.valid_from),
"""
_KEEP_NAMES: Final = (
    _KEEP_PERIOD
    + "%(on)s FROM areas_area a JOIN areas_incoming i ON i.code = a.code"
    + " WHERE a.valid_until IS NULL AND a.name <> i.name"
)
_KEEP_CLOSED: Final = (
    _KEEP_PERIOD
    + "a.valid_until FROM areas_area a JOIN areas_incoming i ON i.code = a.code WHERE a.valid_until IS NOT NULL"
)
_REOPEN: Final = """
    UPDATE areas_area SET valid_from = %(on)s, valid_until = NULL
    WHERE valid_until IS NOT NULL AND code IN (SELECT code FROM areas_incoming)
"""
_RENAME: Final = """
    UPDATE areas_area SET (name, spoken) = (SELECT i.name, i.spoken FROM areas_incoming i WHERE i.code = areas_area.code)
    WHERE code IN (SELECT a.code FROM areas_area a JOIN areas_incoming i ON i.code = a.code WHERE a.name <> i.name)
"""
_ADD: Final = """
    INSERT INTO areas_area (code, name, spoken, level, community_class, risk_level, urban_rural_class, valid_from)
    SELECT i.code, i.name, i.spoken, i.level, 'NONE', '', '', %(on)s
    FROM areas_incoming i LEFT JOIN areas_area a ON a.code = i.code WHERE a.code IS NULL ORDER BY i.code
"""
_CLOSE: Final = f"UPDATE areas_area SET valid_until = %(on)s WHERE {_GONE}"  # noqa: S608 (as above)


class AreaNotInSource(Exception):
    """The list knows no such area, so nothing beneath it could be compared."""


class AreasChangedLater(Exception):
    """An area that the list changes was changed after the day of loading."""


@dataclass(frozen=True)
class AreasLoaded:
    """How many areas loading added, renamed, closed, reopened (renamed or not) and found as they were."""

    added: int
    renamed: int
    closed: int
    reopened: int
    unchanged: int


@transaction.atomic
def load_areas(
    *, source: Path, under: AreaCode | None, on: date, on_file: Callable[[str], None] = lambda _name: None
) -> AreasLoaded:
    """Bring provinces to communities into line with the published list, as known on a day. A repeat changes nothing.

    under: touch only this area, what lies beneath it, and its ancestors (which are never closed); None is the nation.
    on_file: told each file's name before it is read.
    Grids are never touched, not even where their community is closed. Either all changes or none are written.
    Raises AreaSourceMissing, AreaSourceBroken, AreaNotInSource, AreasChangedLater.
    """
    files = find_files(folder=source)
    from_, until = under.range if under else EVERYWHERE
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        for level, path in files.items():
            on_file(path.name)
            _stage(cursor, _rows_wanted(path, level, under))
        cursor.execute("CREATE INDEX areas_incoming_code ON areas_incoming (code)")
        cursor.execute("ANALYZE areas_incoming")
        _check_staged(cursor, under)
        day: dict[str, date | str] = {"on": on, "from": from_, "until": until}
        cursor.execute(_CHANGED_LATER, day)
        if later := cursor.fetchone():
            raise AreasChangedLater(later[0])
        renamed = _count(cursor, _KEEP_NAMES, day)
        reopened = _count(cursor, _KEEP_CLOSED, day)
        cursor.execute(_REOPEN, day)
        cursor.execute(_RENAME)
        added = _count(cursor, _ADD, day)
        closed = _count(cursor, _CLOSE, day)
        cursor.execute("SELECT COUNT(*) FROM areas_incoming")
        staged: int = cursor.fetchone()[0]
        cursor.execute("DROP TABLE areas_incoming")
    return AreasLoaded(added, renamed, closed, reopened, unchanged=staged - added - renamed - reopened)


def _rows_wanted(path: Path, level: Level, under: AreaCode | None) -> Iterator[Row]:
    ancestors = under.ancestors if under else ()
    parent_digits = max((digits for digits in DIGITS.values() if digits < DIGITS[level]), default=0)
    for code, name in read_file(path=path, level=level):
        if under is None or under.contains(code) or code in ancestors:
            yield code, name, level.value, code[:parent_digits], spoken_of_area(name=name)


def _stage(cursor: CursorWrapper, rows: Iterator[Row]) -> None:
    if connection.vendor == "postgresql":
        with cursor.copy("COPY areas_incoming (code, name, level, parent, spoken) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(
                "INSERT INTO areas_incoming (code, name, level, parent, spoken) VALUES (%s, %s, %s, %s, %s)",
                batch,
            )


def _check_staged(cursor: CursorWrapper, under: AreaCode | None) -> None:
    for fault in (_STAGED_TWICE, _STAGED_ALONE):
        cursor.execute(fault)
        if found := cursor.fetchone():
            raise AreaSourceBroken(found[0])
    cursor.execute("SELECT 1 FROM areas_incoming WHERE code = %s", [under or ""])
    if under and not cursor.fetchone():
        raise AreaNotInSource(under)


def _count(cursor: CursorWrapper, sql: str, day: dict[str, date | str]) -> int:
    cursor.execute(sql, day)
    return int(cursor.rowcount)
