"""Roster files read as sheets of cells; a process of its own opens them (linli.sheets.reader)."""

from typing import Final

from linli.sheets.unreadable import UnreadableFile as UnreadableFile
from linli.sheets.workbooks import Workbook, unpacked
from linli.uploads.confined import run_confined
from linli.uploads.kinds import Refused

LARGEST_BYTES: Final = 20 * 1024 * 1024
NAME_LENGTH: Final = 200  # of a file; the end of a longer one


def read_workbook(*, content: bytes, filename: str) -> Workbook:
    """Read a file's visible sheets, rows and cells as they stand. `filename` only names the one sheet of a .csv file.

    Takes a tenth of a second and a process; what is read is kept (`packed`) rather than the file. Never within a
    transaction. Raises UnreadableFile, and then nothing of the file is read.
    """
    if not content.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise UnreadableFile("EMPTY_FILE")
    if len(content) > LARGEST_BYTES:
        raise UnreadableFile("TOO_LARGE")
    name = filename.replace("\0", "")[-NAME_LENGTH:]
    try:
        read = run_confined(program="linli.sheets.reader", arguments=[name], content=content)
    except Refused as bad:
        raise UnreadableFile(bad.code) from bad
    return unpacked(packed=read)
