"""A superior's .xlsx read as it came and given back filled; a process of its own opens it (linli.sheets.filler)."""

import json
from collections.abc import Mapping

from linli.sheets.layout import Sheet, Value, unpacked_sheet
from linli.sheets.unusable import LARGEST_BYTES, UnusableWorkbook
from linli.uploads.confined import run_confined
from linli.uploads.kinds import Refused

# What reading any foreign file may end with, in the words of forms.
_CODES = {"TOO_LARGE_UNPACKED": "TOO_LARGE"}


def read_sheet(*, content: bytes) -> Sheet:
    """Return the first visible sheet of a workbook. Takes a process and a tenth of a second. Raises UnusableWorkbook."""
    return unpacked_sheet(packed=_run(content, "read"))


def fill_sheet(*, content: bytes, values: Mapping[str, Value]) -> bytes:
    """Return the workbook with values in cells of its first visible sheet; None empties a cell.

    Words are written as words, never as a formula. A cell that holds a formula is left as it is. Links to other files
    are left out. Takes a process and a tenth of a second. Raises UnusableWorkbook.
    """
    told = json.dumps(dict(values)).encode()
    return _run(told + content, "fill", str(len(told)))


def _run(content: bytes, *arguments: str) -> bytes:
    if len(content) > 2 * LARGEST_BYTES:
        raise UnusableWorkbook("TOO_LARGE")
    try:
        return run_confined(program="linli.sheets.filler", arguments=arguments, content=content)
    except Refused as bad:
        raise UnusableWorkbook(_CODES.get(bad.code, bad.code)) from bad
