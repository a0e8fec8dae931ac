"""The published list of areas: five CSV files, provinces to communities, each with `code` and `name`."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from linli.areas.rules import DIGITS, AreaCode, Level, NotAnAreaCode

FILES: Final = {
    Level.PROVINCE: "provinces.csv",
    Level.CITY: "cities.csv",
    Level.COUNTY: "areas.csv",
    Level.TOWNSHIP: "streets.csv",
    Level.COMMUNITY: "villages.csv",
}
LONGEST_NAME: Final = 100


class AreaSourceMissing(Exception):
    """The folder lacks a file of the list."""


class AreaSourceBroken(Exception):
    """A file of the list is not what it should be; the text says where."""


def find_files(*, folder: Path) -> dict[Level, Path]:
    """Return the five files, top level first. Raises AreaSourceMissing with the first path that is not there."""
    paths = {level: folder / name for level, name in FILES.items()}
    for path in paths.values():
        if not path.is_file():
            raise AreaSourceMissing(path)
    return paths


def read_file(*, path: Path, level: Level) -> Iterator[tuple[AreaCode, str]]:
    """Give code and name of each row, in the order of the file.

    Raises AreaSourceBroken on a row that is not an area of this level, and when there is no row at all.
    """
    row = None
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            for row in reader:
                code, name = AreaCode(row["code"]), row["name"].strip()
                if len(code) != DIGITS[level] or not 0 < len(name) <= LONGEST_NAME:
                    raise AreaSourceBroken(f"{path} {reader.line_num}: {code} {name}")
                yield code, name
    # A missing column is a KeyError, a row cut short holds None where text should be.
    except (NotAnAreaCode, KeyError, AttributeError, TypeError, UnicodeDecodeError, csv.Error) as error:
        raise AreaSourceBroken(f"{path}: {row}") from error
    if row is None:
        raise AreaSourceBroken(f"{path}: 0")
