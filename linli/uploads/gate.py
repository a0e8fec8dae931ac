"""A file at the door: its size, what it is called, and what its first bytes are, before anything reads it whole.

A name and a content type are claims; the first bytes decide. Each door says which kinds it takes.
"""

from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from linli.uploads.kinds import HEAD_BYTES, Kind, Refused, kind_of

# What one request may leave on the disk, somewhat more than any door takes, so that the door says it in its own words.
MOST_BYTES_KEPT: Final = 21 * 1024 * 1024
# Browsers call a .csv many things; these it is never called.
OTHER_TYPES: Final = ("image/", "audio/", "video/", "font/", "multipart/", "message/")
OTHER_TYPES_WHOLE: Final = frozenset(
    {
        "application/pdf",
        "text/html",
        "application/xhtml+xml",
        "image/svg+xml",
        "application/javascript",
        "text/javascript",
        "application/x-msdownload",
        "application/x-sh",
        "application/gzip",
        "application/x-rar-compressed",
        "application/x-7z-compressed",
        "application/msword",
    }
)


def look(*, file: "UploadedFile[Any]", kinds: frozenset[Kind], most_bytes: int) -> None:
    """Refuse a file that is too large or of another kind; no more than its first bytes are read. Raises Refused."""
    if file.size is None or file.size > most_bytes:
        raise Refused("TOO_LARGE")
    told = (file.content_type or "").partition(";")[0].strip().lower()
    if told.startswith(OTHER_TYPES) or told in OTHER_TYPES_WHOLE:
        raise Refused("WRONG_KIND")
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if head and kind_of(head=head) not in kinds:
        raise Refused("WRONG_KIND")


class StopsGrowing(FileUploadHandler):
    """Keeps no more of a request's files than any door takes. What is cut off is too large for its door, which says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand a piece on to what keeps it, or drop it."""
        if self.kept > MOST_BYTES_KEPT:
            return None
        self.kept += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""
