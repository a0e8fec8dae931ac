"""Why a superior's workbook cannot be filled: of no library, for the pages that never open one."""

from typing import Final

from linli.uploads.kinds import Refused

LARGEST_BYTES: Final = 2 * 1024 * 1024


class UnusableWorkbook(Refused):
    """The file cannot be filled; `code` says why, and the page has words for it."""
