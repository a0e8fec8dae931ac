"""The file that a phone saves when it cannot send: read, and refused in a code where it is none."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, NotRequired
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from linli.phone.rules import FARTHEST_CLOCK

VERSION: Final = 1
MOST_BYTES: Final = 5 * 1024 * 1024
MOST_OPERATIONS: Final = 5000
MOST_BRACKETS: Final = (
    40 * MOST_OPERATIONS
)  # lists within lists fill the memory long before the file is large


class Saved(TypedDict):
    """A file as the phone writes it; more keys are left alone."""

    linli_outbox: int
    user: UUID
    device: UUID
    ops: list[dict[str, Any]]
    offset_ms: NotRequired[int | None]
    moves: NotRequired[int]


_SAVED: Final = TypeAdapter(Saved)


class NotAnOutboxFile(Exception):
    """The bytes are no file that a phone saved; `code` says why: too_large, not_json, other, version, too_many."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class OutboxFile:
    """Whose phone saved it, and what it still had.

    offset: the phone's clock was behind ours by it, as it last knew; None where it did not. moves: how often it was put
    back.
    """

    user: UUID
    phone: UUID
    operations: list[Mapping[str, Any]]
    offset: timedelta | None
    moves: int


def read_outbox_file(*, content: bytes) -> OutboxFile:
    """Read a file that a phone saved. Raises NotAnOutboxFile."""
    if len(content) > MOST_BYTES:
        raise NotAnOutboxFile("too_large")
    if content.count(b"[") + content.count(b"{") > MOST_BRACKETS:
        raise NotAnOutboxFile("other")
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotAnOutboxFile("not_json") from error
    try:
        saved = _SAVED.validate_python(told)
    except ValidationError as error:
        raise NotAnOutboxFile("other") from error
    if saved["linli_outbox"] != VERSION:
        raise NotAnOutboxFile("version")
    if len(saved["ops"]) > MOST_OPERATIONS:
        raise NotAnOutboxFile("too_many")
    return OutboxFile(
        user=saved["user"],
        phone=saved["device"],
        operations=list(saved["ops"]),
        offset=_offset(saved.get("offset_ms", 0)),
        moves=saved.get("moves", 0),
    )


def _offset(offset_ms: int | None) -> timedelta | None:
    """Return a phone's offset; None for one that no clock of ours can have."""
    farthest = FARTHEST_CLOCK // timedelta(milliseconds=1)
    if offset_ms is None or abs(offset_ms) > farthest:
        return None
    return timedelta(milliseconds=offset_ms)
