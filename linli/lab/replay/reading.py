"""The file of cases, read as its curators typed it."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from linli.lab.replay.rules.cases import Case

MOST_BYTES: Final = 20 * 1024 * 1024
NEEDED: Final = ("Case", "Begin_Wuhan", "End_Wuhan", "Arrived", "Symptom", "Initial", "Confirmed")
RESIDENCE: Final = ("Nationality/Residence", "Residence", "Nationality")
_ENCODINGS: Final = ("utf-8-sig", "gb18030")


class UnreadableCases(Exception):
    """The file is no table of cases; the message is a sentence that says why and what to do."""


def read_cases(*, path: Path) -> list[Case]:
    """Read every row that says anything, in order; columns in any order, further columns ignored.

    A row with more or fewer cells than the header comes marked, since its cells may stand under the wrong names.
    Raises UnreadableCases.
    """
    try:
        rows = list(csv.reader(io.StringIO(_text(path), newline=""), strict=True))
    except csv.Error as error:
        raise UnreadableCases(f"{path} is not a table of comma-separated values: {error}.") from error
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise UnreadableCases(f"{path} is empty. Give a CSV file with one case a row under one header row.")
    header = [cell.strip().lower() for cell in filled[0]]
    if missing := [name for name in NEEDED if name.lower() not in header]:
        raise UnreadableCases(
            f"{path} lacks the column {', '.join(missing)}. Needed are {', '.join(NEEDED)}, by these names."
        )
    if twice := [name for name in NEEDED if header.count(name.lower()) > 1]:
        raise UnreadableCases(f"{path} has the column {twice[0]} twice. Leave one of them.")
    if len(filled) == 1:
        raise UnreadableCases(f"{path} has a header and no case under it.")
    return [_case(header, row) for row in filled[1:]]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableCases(f"{path} is larger than 20 MB. Split it into several files.")
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableCases(f"{path} cannot be read: {error.strerror}.") from error
    if b"\0" not in content:
        for encoding in _ENCODINGS:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise UnreadableCases(f"{path} is not a text file. Save the table as CSV in UTF-8 and try again.")


def _case(header: Sequence[str], row: Sequence[str]) -> Case:
    cells = dict(zip(header, row, strict=False))
    return Case(
        case_id=cells.get("case", ""),
        arrived=cells.get("arrived", ""),
        symptom=cells.get("symptom", ""),
        initial=cells.get("initial", ""),
        confirmed=cells.get("confirmed", ""),
        begin_wuhan=cells.get("begin_wuhan", ""),
        end_wuhan=cells.get("end_wuhan", ""),
        residence=next((cells[n.lower()] for n in RESIDENCE if n.lower() in cells), ""),
        gender=cells.get("gender", ""),
        is_whole=len(row) == len(header),
    )
