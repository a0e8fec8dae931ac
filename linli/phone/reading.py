"""Reading of messages: from what a phone sent to values that an app takes, one by one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from pydantic import ValidationError

from linli.messages import MALFORMED, UNKNOWN_KIND, UNKNOWN_SCHEMA, Message, Refused
from linli.phone.fingerprints import fingerprint
from linli.phone.kinds import kind_of
from linli.phone.shapes import SCHEMA, Envelope
from linli.staff.rules import Viewer

NUL: Final = "\\u0000"  # as JSON writes it
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2200


@dataclass(frozen=True)
class Delivery:
    """What all messages of one delivery have in common; see Message."""

    phone: UUID
    skew_seconds: int
    by: Viewer
    reach: Viewer
    now: datetime


def read_message(*, said: Mapping[str, Any], delivery: Delivery) -> Message:
    """Read one message. Raises Refused: malformed, unknown_kind, unknown_schema."""
    try:
        envelope = Envelope.model_validate(said)
        kind = kind_of(code=envelope.kind)
        if kind is None:
            raise Refused(UNKNOWN_KIND)
        if envelope.schema_ != SCHEMA:
            raise Refused(UNKNOWN_SCHEMA)
        data = kind.shape.model_validate(envelope.data)
    except ValidationError as error:
        raise Refused(MALFORMED, _fields(error)) from error
    if NUL in json.dumps(said):
        raise Refused(MALFORMED)  # nobody types one, and PostgreSQL keeps none
    return Message(
        id=envelope.id,
        kind=envelope.kind,
        data=data,
        base=envelope.base,
        said=said,
        claimed_at=_corrected(envelope.claimed_at, delivery.skew_seconds),
        skew_seconds=delivery.skew_seconds,
        phone=delivery.phone,
        by=delivery.by,
        reach=delivery.reach,
        now=delivery.now,
    )


def digest_of(*, message: Message) -> str:
    """Name what a message says, so that another one under its id is found; keyed, so that nobody guesses what it said."""
    return fingerprint(json.dumps(message.said, sort_keys=True, separators=(",", ":"), default=str))


def _corrected(claimed_at: datetime, skew_seconds: int) -> datetime:
    """Return a moment by our clock. Raises Refused for one in no year that anybody lives in."""
    try:
        corrected = claimed_at + timedelta(seconds=skew_seconds)
    except OverflowError as error:
        raise Refused(MALFORMED, {"claimed_at": str(claimed_at)}) from error
    if not FIRST_YEAR <= corrected.year <= LAST_YEAR:
        raise Refused(MALFORMED, {"claimed_at": str(claimed_at)})
    return corrected


def _fields(error: ValidationError) -> dict[str, str]:
    return {
        ".".join(str(part) for part in e["loc"]) or "data": e["msg"] for e in error.errors(include_url=False)
    }
