"""The file that a phone saves when it cannot send: read, and refused in a code where it is none."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

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


_SAVED: Final = TypeAdapter(Saved)


class NotAnOutboxFile(Exception):
    """The bytes are no file that a phone saved; `code` says why: too_large, not_json, other, version, too_many."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class OutboxFile:
    """Whose phone saved it, and what it still had."""

    user: UUID
    phone: UUID
    operations: list[Mapping[str, Any]]


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
    return OutboxFile(saved["user"], saved["device"], list(saved["ops"]))
