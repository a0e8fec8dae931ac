"""A table at the door: a file that somebody uploads, refused before it is read into memory where it is none."""

from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext

from linli.sheets.reading import LARGEST_BYTES
from linli.sheets.unreadable import UnreadableFile
from linli.uploads.gate import look
from linli.uploads.kinds import Kind, Refused

TABLES: Final = frozenset({Kind.ZIP, Kind.OLE, Kind.TEXT})
_WORDS: Final = {"WRONG_KIND": "NOT_A_SPREADSHEET"}  # what the gate says, in the words of tables


def table_at_door(*, file: "UploadedFile[bytes]") -> "UploadedFile[bytes]":
    """Return a file that may be a table. Raises ValidationError in the reader's language for a too large one, or none."""
    try:
        look(file=file, kinds=TABLES, most_bytes=LARGEST_BYTES)
    except Refused as bad:
        said = UnreadableFile(_WORDS.get(bad.code, bad.code))
        raise ValidationError(gettext(said.message), code=bad.code.lower()) from bad
    return file
