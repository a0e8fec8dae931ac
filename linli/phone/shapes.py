"""What a phone sends and is answered, as shapes. Meaning is checked by commands."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from ninja import Schema
from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    TypeAdapter,
    create_model,
    model_validator,
)
from pydantic_core import CoreSchema

from linli.observation.rules import Basis, CheckOutcome, Site
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.phone.rules import MOST_OPERATIONS

SCHEMA: Final = 1
Short = Annotated[str, StringConstraints(max_length=40)]
Words = Annotated[str, StringConstraints(max_length=200)]
Area = Annotated[str, StringConstraints(pattern=r"^\d{12}(\d{3})?$")]


class Strict(BaseModel):
    """A shape that refuses what it does not know: a misspelt key must not vanish."""

    model_config = ConfigDict(extra="forbid")


class Check(Strict):
    """One check at one door. DONE needs a temperature or a symptom."""

    observation: UUID
    outcome: CheckOutcome
    channel: Literal["VISIT", "PHONE", "PROXY"]
    temperature_tenths: int | None = None
    symptoms: list[Short] = Field(default_factory=list, max_length=30)
    antipyretic: bool | None = None
    site: Site | Literal[""] = ""
    device: Short = ""
    outdoors: bool = False
    basis: dict[Short, Basis] = Field(default_factory=dict)
    note: Words = ""

    @model_validator(mode="after")
    def says_something(self) -> "Check":
        """Ask for a temperature or a symptom where somebody was seen, and for neither where nobody was."""
        told = self.temperature_tenths is not None or bool(self.symptoms)
        if told != (self.outcome == CheckOutcome.DONE):
            raise ValueError("DONE goes with a temperature or a symptom, and only DONE does")
        return self


class Call(Strict):
    """A call, visit or message, and what a family needs."""

    person: UUID
    way: Way
    purpose: Purpose
    outcome: Literal[Outcome.REACHED, Outcome.NOT_REACHED]
    note: Words = ""


class Arrival(Strict):
    """Somebody who came, met at the door. Cleaned by the same form as at the desk."""

    community: Area
    grid: Area | Literal[""] = ""
    name: Words = ""
    sex: Literal["", "M", "F"] = ""
    id_type: Short = ""
    id_number: Short = ""
    phone: Short = ""
    address: Words = ""
    origin: Words = ""
    origin_class: Short = ""
    arrived_on: date | None = None
    left_on: date | None = None
    exposed_on: date | None = None
    transport: Words = ""
    contact_history: Literal["YES", "NO", "UNKNOWN"] = "UNKNOWN"
    temperature_tenths: int | None = None
    symptoms: list[Short] = Field(default_factory=list, max_length=30)
    note: Words = ""


class PersonCard(Strict):
    """Changed fields of a person's card."""

    person: UUID
    name: Words | None = None
    phone: Short | None = None


class HouseholdCard(Strict):
    """Changed fields of a household's card; apart: can the members keep apart."""

    household: UUID
    note: Words | None = None
    walk_order: Words | None = None
    apart: bool | None = None


class Emergency(Strict):
    """Something that the community and those above must know at once."""

    emergency_kind: Short
    words: Annotated[str, StringConstraints(max_length=500)] = ""
    people: int | None = Field(default=None, ge=0, le=100_000)
    household: UUID | None = None
    person: UUID | None = None
    grid: Area


SHAPES: Final[dict[str, type[Strict]]] = {
    "check": Check,
    "call": Call,
    "arrival": Arrival,
    "person": PersonCard,
    "household": HouseholdCard,
    "emergency": Emergency,
}
DATA: Final[dict[str, TypeAdapter[Any]]] = {kind: TypeAdapter(shape) for kind, shape in SHAPES.items()}


class Envelope(Strict):
    """One operation as it comes: what it says is read by its kind, once the envelope is sound."""

    id: UUID
    kind: str
    schema_: int = Field(alias="schema")
    claimed_at: AwareDatetime  # by the phone's own clock
    base: dict[Short, Words | bool | None] = Field(default_factory=dict)
    data: dict[str, Any]


ENVELOPE: Final = TypeAdapter(Envelope)
# The sound operations by kind, for the document alone: one that is not sound is answered by itself, beside the others.
SOUND: Final = TypeAdapter[Any](
    reduce(
        or_,
        (
            create_model(
                f"{shape.__name__}Operation",
                __base__=Envelope,
                __doc__=shape.__doc__,
                kind=(Literal[kind], ...),  # type: ignore[arg-type]  # one of each kind
                schema_=(Literal[1], Field(alias="schema")),
                data=(shape, ...),
            )
            for kind, shape in SHAPES.items()
        ),
    )
)


class SoundOperation:
    """Says in the document what an operation should be, where anything is taken and answered."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _taken: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the shape of the sound operations."""
        return handler(SOUND.core_schema)


class SyncIn(Schema):
    """What was done at the doors: at most 200 operations, each judged by itself."""

    device: UUID
    sent_at: AwareDatetime
    # More than so many are answered 413, not 422: the phone then sends half.
    ops: list[Annotated[dict[str, Any], SoundOperation]] = Field(
        min_length=1, json_schema_extra={"maxItems": MOST_OPERATIONS}
    )


class DayIn(Schema):
    """What a phone has already, named by etag."""

    device: UUID
    name: str = ""
    sent_at: AwareDatetime
    have: list[Annotated[str, StringConstraints(max_length=12)]] = Field(
        default_factory=list, max_length=5000
    )


class PictureIn(Schema):
    """Which picture a message holds, and what it shows. id: made by the phone; kind: of what it shows."""

    id: UUID
    kind: Annotated[str, StringConstraints(pattern=r"^[A-Z_]{1,20}$")]
    subject: UUID
    device: UUID
