"""OLE containers (.xls, encrypted .xlsx) looked into before they are opened: which streams, and whether a password is needed.

Only what the check needs of the two formats; the cells themselves are read by the workbook reader.
Source: Microsoft's open specifications MS-CFB (container) and MS-XLS (records).
"""

import struct
from collections.abc import Iterator, Sequence
from typing import Final

HEADER_BYTES: Final = 512
ENTRY_BYTES: Final = 128
LAST_SECTORS: Final = 0xFFFFFFFA  # from here on a sector number means end, free or table
SECTOR_POWERS: Final = (9, 12)
SHORT_POWERS: Final = range(4, 10)
ROOT_ENTRY: Final = 5

FILE_PASS: Final = 0x002F


class BrokenContainer(ValueError):
    """The container's tables contradict one another."""


def streams_of(*, content: bytes) -> dict[str, bytes]:
    """Return the streams that tell what a container is, by name. Raises BrokenContainer.

    The contents of the workbook only; of any other stream the name is enough.
    """
    try:
        return _streams(content)
    except (struct.error, IndexError, ValueError) as bad:
        raise BrokenContainer(str(bad)) from bad


def _streams(content: bytes) -> dict[str, bytes]:
    power, short_power = struct.unpack_from("<HH", content, 30)
    if power not in SECTOR_POWERS or short_power not in SHORT_POWERS:
        raise BrokenContainer("sector size")
    size = 1 << power
    (first_directory, cutoff, first_short, _, first_table) = struct.unpack_from("<I4xIIII", content, 48)
    fat = _fat(content, size, first_table)
    directory = b"".join(_chain(content, size, fat, first_directory))
    entries = [
        directory[at : at + ENTRY_BYTES] for at in range(0, len(directory) - ENTRY_BYTES + 1, ENTRY_BYTES)
    ]
    found: dict[str, bytes] = {}
    short_stream = b""
    for entry in entries:
        length, kind = struct.unpack_from("<HB", entry, 64)
        start, bytes_in_all = struct.unpack_from("<II", entry, 116)
        name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        if kind == ROOT_ENTRY:
            short_stream = b"".join(_chain(content, size, fat, start))
        if name not in {"Workbook", "Book"}:
            found[name] = b""
        elif bytes_in_all >= cutoff:
            found[name] = b"".join(_chain(content, size, fat, start))[:bytes_in_all]
        else:
            short_fat = _numbers(b"".join(_chain(content, size, fat, first_short)))
            found[name] = b"".join(_links(short_stream, 1 << short_power, 0, short_fat, start))[:bytes_in_all]
    return found


def _fat(content: bytes, size: int, first_table: int) -> Sequence[int]:
    """Return for each sector the one that follows it."""
    tables = [number for number in struct.unpack_from("<109I", content, 76) if number < LAST_SECTORS]
    seen: set[int] = set()
    while first_table < LAST_SECTORS and first_table not in seen:
        seen.add(first_table)
        more = _numbers(_sector(content, size, size, first_table))
        tables.extend(number for number in more[:-1] if number < LAST_SECTORS)
        first_table = more[-1]
    return [
        number for table in dict.fromkeys(tables) for number in _numbers(_sector(content, size, size, table))
    ]


def _numbers(sector: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])


def _sector(content: bytes, size: int, offset: int, number: int) -> bytes:
    return content[offset + number * size : offset + (number + 1) * size]


def _chain(content: bytes, size: int, fat: Sequence[int], first: int) -> Iterator[bytes]:
    return _links(content, size, size, fat, first)


def _links(content: bytes, size: int, offset: int, fat: Sequence[int], first: int) -> Iterator[bytes]:
    """Yield the sectors of a chain in order."""
    seen: set[int] = set()
    while first < LAST_SECTORS:
        if first in seen or first >= len(fat):
            raise BrokenContainer("chain")
        seen.add(first)
        yield _sector(content, size, offset, first)
        first = fat[first]


def is_encrypted(*, stream: bytes) -> bool:
    """Say whether a workbook stream needs a password to be read."""
    return any(kind == FILE_PASS for kind, _ in _records(stream))


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length
