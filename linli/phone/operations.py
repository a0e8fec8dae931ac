"""Reading of operations: from what a phone sent to values that commands take, one by one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from pydantic import ValidationError

from linli.phone.fingerprints import fingerprint
from linli.phone.refusals import Refused
from linli.phone.shapes import DATA, ENVELOPE, SCHEMA

NUL: Final = "\\u0000"  # as JSON writes it
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2200


@dataclass(frozen=True)
class Operation:
    """An operation that could be read. claimed_at: by our clock; data: the shape of its kind."""

    id: UUID
    kind: str
    claimed_at: datetime
    skew_seconds: int
    base: Mapping[str, Any]
    data: Any
    said: Mapping[str, Any]  # as it came

    @property
    def digest(self) -> str:
        """Name what it says, so that another message under its id is found; keyed, so that nobody guesses what it said."""
        text = json.dumps(self.said, sort_keys=True, separators=(",", ":"), default=str)
        return fingerprint(text)


def read_operation(*, said: Mapping[str, Any], skew_seconds: int) -> Operation:
    """Read one operation. Raises Refused: malformed, unknown_kind, unknown_schema."""
    try:
        envelope = ENVELOPE.validate_python(said)
    except ValidationError as error:
        raise Refused("malformed", _fields(error)) from error
    if envelope.kind not in DATA:
        raise Refused("unknown_kind")
    if envelope.schema_ != SCHEMA:
        raise Refused("unknown_schema")
    try:
        data = DATA[envelope.kind].validate_python(envelope.data)
    except ValidationError as error:
        raise Refused("malformed", _fields(error)) from error
    if NUL in json.dumps(said):
        raise Refused("malformed")  # nobody types one, and PostgreSQL keeps none
    claimed_at = _corrected(envelope.claimed_at, skew_seconds)
    return Operation(
        id=envelope.id,
        kind=envelope.kind,
        claimed_at=claimed_at,
        skew_seconds=skew_seconds,
        base=envelope.base,
        data=data,
        said=said,
    )


def _corrected(claimed_at: datetime, skew_seconds: int) -> datetime:
    """Return a moment by our clock. Raises Refused for one in no year that anybody lives in."""
    try:
        corrected = claimed_at + timedelta(seconds=skew_seconds)
    except OverflowError as error:
        raise Refused("malformed", {"claimed_at": str(claimed_at)}) from error
    if not FIRST_YEAR <= corrected.year <= LAST_YEAR:
        raise Refused("malformed", {"claimed_at": str(claimed_at)})
    return corrected


def _fields(error: ValidationError) -> dict[str, str]:
    return {
        ".".join(str(part) for part in e["loc"]) or "data": e["msg"] for e in error.errors(include_url=False)
    }
