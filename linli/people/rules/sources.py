"""Sources decided: from whose mouth somebody became known."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class SourceKind(StrEnum):
    """Who reported somebody."""

    RESIDENT = "RESIDENT"
    NEIGHBOUR = "NEIGHBOUR"
    GATE = "GATE"
    LANDLORD = "LANDLORD"
    UPPER_LIST = "UPPER_LIST"
    WORKER = "WORKER"
    ROSTER = "ROSTER"


# Ways of entry that name no mouth of their own: what is typed without one is the worker's, cases of the past a list's.
SOURCE_OF_ENTRY: Final[Mapping[str, SourceKind]] = {
    "DESK": SourceKind.WORKER,
    "REPLAY": SourceKind.UPPER_LIST,
}


def source_kind(*, known_by: str) -> SourceKind:
    """Return the source that a way of becoming known stands for. Raises ValueError for one that nobody knows.

    Source: docs/rules/people.md#sources.
    """
    return SOURCE_OF_ENTRY.get(known_by) or SourceKind(known_by)
