"""What a phone sends, as shapes. What a message of a kind says is shaped by its app; meaning is checked by commands."""

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from ninja import Schema
from pydantic import (
    AwareDatetime,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    TypeAdapter,
    create_model,
)
from pydantic_core import CoreSchema

from linli.messages import MessageKind, Short, Strict, Words
from linli.phone import kinds
from linli.phone.rules import FARTHEST_CLOCK, MOST_OPERATIONS

SCHEMA: Final = 1
FARTHEST_MS: Final = FARTHEST_CLOCK // timedelta(milliseconds=1)
# The life of a page in milliseconds; no page is open for longer than clocks may be off.
Mark = Annotated[float, Field(ge=0, le=FARTHEST_MS, allow_inf_nan=False)]
Etag = Annotated[str, StringConstraints(max_length=12)]


class RecordClock(Strict):
    """What an operation knows of its own time. offset_ms: by how much the phone's clock was behind ours when last learnt.

    offset_ms None: the clock was seen to be moved since. after: by our clock, it was made no earlier. page, mark_ms: the
    monotonic clock of the page that it was made in. moves: how often the phone had noticed that its clock was moved.
    """

    offset_ms: Annotated[int, Field(ge=-FARTHEST_MS, le=FARTHEST_MS)] | None = None
    after: AwareDatetime | None = None
    page: Short = ""
    mark_ms: Mark = 0
    moves: Annotated[int, Field(ge=0)] = 0


class Envelope(Strict):
    """One operation as it comes: what it says is read by its kind, once the envelope is sound.

    clock: missing from a page that is older. time_said: by our clock, when somebody says that it was made.
    """

    id: UUID
    kind: str
    schema_: int = Field(alias="schema")
    claimed_at: AwareDatetime  # by the phone's own clock
    clock: RecordClock | None = None
    time_said: AwareDatetime | None = None
    base: dict[Short, Words | bool | None] = Field(default_factory=dict)
    data: dict[str, Any]


class SoundOperation:
    """Says in the document what an operation should be, where anything is taken and answered."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _taken: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the shapes of the sound operations, one of each kind.

        For the document alone: one that is not sound is answered by itself, beside the others.
        """
        return handler(TypeAdapter[Any](reduce(or_, map(_sound, kinds.KINDS))).core_schema)


def _sound(kind: MessageKind) -> Any:
    return create_model(
        f"{kind.shape.__name__}Operation",
        __base__=Envelope,
        __doc__=kind.shape.__doc__,
        kind=(Literal[kind.code], ...),  # type: ignore[arg-type]  # one of each kind
        schema_=(Literal[1], Field(alias="schema")),
        data=(kind.shape, ...),
    )


class Device(Schema):
    """What every message says: which phone sent it."""

    device: UUID


class SyncIn(Schema):
    """What was done at the doors: at most 200 operations, each judged by itself.

    page, mark_ms, moves: as of an operation, of the page that sends; missing from one that is older.
    """

    device: UUID
    sent_at: AwareDatetime
    page: Short = ""
    mark_ms: Mark = 0
    moves: Annotated[int, Field(ge=0)] = 0
    # More than so many are answered 413, not 422: the phone then sends half.
    ops: list[Annotated[dict[str, Any], SoundOperation]] = Field(
        min_length=1, json_schema_extra={"maxItems": MOST_OPERATIONS}
    )


class DayIn(Schema):
    """What a phone has already, named by etag: households, and sections by their name."""

    device: UUID
    name: str = ""
    sent_at: AwareDatetime
    lost: int = 0  # records of its worker that it lost for good, all in all
    have: list[Etag] = Field(default_factory=list, max_length=5000)
    sections: dict[Short, Etag] = Field(default_factory=dict, max_length=100)


class PictureIn(Schema):
    """Which picture a message holds, and what it shows. id: made by the phone; kind: of what it shows.

    taken_at: by the phone's clock; without it the picture counts as taken when it comes.
    """

    id: UUID
    kind: Annotated[str, StringConstraints(pattern=r"^[A-Z_]{1,20}$")]
    subject: UUID
    device: UUID
    taken_at: AwareDatetime | None = None
