"""What a phone is answered, as shapes: they make the document, and tests hold real answers to it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, GetJsonSchemaHandler, create_model
from pydantic_core import CoreSchema

from linli.messages import Section
from linli.phone import kinds
from linli.phone.kinds import sections_of


class Told(Schema):
    """A shape that says all there is: what it does not name is in no answer."""

    model_config = ConfigDict(extra="forbid")


class Both(Told):
    """Two values of one field of a card: what the phone said, and what stands.

    other, by: what another said who did not know of it, or of whom the phone did not, and that person's name.
    """

    mine: str
    kept: str
    other: str | None = None
    by: str | None = None


class Answer(Told):
    """What became of one operation. ok, duplicate, conflict and held: delivered; rejected: stays on the phone.

    code, reason: of a rejected or held one (held: revoked, no_post, post_ended); fields: of a rejected one;
    times: of one rejected as which_time, the moments that it may have been made at, by our clock;
    both: of a conflict, by field; alert: what a check calls for.
    """

    id: str
    status: Literal["ok", "duplicate", "conflict", "rejected", "held"]
    code: str | None = None
    reason: str | None = None
    fields: dict[str, str] | None = None
    times: list[datetime] | None = None
    both: dict[str, Both] | None = None
    alert: str | None = None


class UrgentOut(Told):
    """How many emergencies wait for the word of the user's own offices. answers: whether any ever does; else nobody need ask."""

    answers: bool
    waiting: int


class SyncOut(Told):
    """One answer an operation, in their order. skew_seconds: by how much the phone's clock is behind."""

    server_now: datetime
    skew_seconds: int
    answers: list[Answer]


class PictureOut(Told):
    """What became of a picture; duplicate: the same was kept before."""

    id: UUID
    status: Literal["ok", "duplicate"]


class UserOut(Told):
    """Whose day it is. by_code_of: the name of who issued the one-time code that the session began with; '' for any other."""

    id: UUID
    name: str
    by_code_of: str


class ColleagueOut(Told):
    """Whom to ring; phone: '' where no team tells one."""

    name: str
    phone: str


class DialOut(Told):
    """Whom one can ring at a door, with whole numbers: to be dialled, and kept nowhere."""

    numbers: list[ColleagueOut]


class GridOut(Told):
    """An area whose doors the user walks to. instead_of, until_on: for whom they stand in there, and the last day of it."""

    code: str
    name: str
    community: str
    may_register: bool
    doctors: list[ColleagueOut]
    secretaries: list[ColleagueOut]
    instead_of: str | None = None
    until_on: date | None = None


class SessionOut(Told):
    """A time of the day when checks are due; HH:MM in Asia/Shanghai."""

    code: str
    opens: str
    due: str


class WordedOut(Told):
    """A stored code with its words, in the language that was asked for."""

    code: str
    words: str


class QuestionOut(Told):
    """What is asked of each person at each check beside symptoms; choices: none for a NUMBER and a TEXT.

    UNKNOWN answers each. A phone that does not know a kind says so and leaves it out.
    """

    code: str
    kind: str
    words: str
    choices: list[WordedOut]


class ProtocolOut(Told):
    """What a phone must know to warn at once; temperatures in tenths of a degree C."""

    fever_tenths: int
    lowest_tenths: int
    highest_tenths: int
    remeasure_below_tenths: int
    symptoms: list[str]
    sessions: list[SessionOut]
    questions: list[QuestionOut]


class WordsOut(Told):
    """Words for stored codes, in the language that was asked for."""

    symptoms: dict[str, str]
    sessions: dict[str, str]
    emergencies: dict[str, str]
    origins: dict[str, str]


class SlotOut(Told):
    """A check that is due; overdue_at: its hour and the grace of its protocol; outcome: '' while nobody answered it.

    highest_tenths: the highest reading that answers it; left out where there is none.
    """

    on: date
    session: str
    opens_at: datetime
    due_at: datetime
    overdue_at: datetime
    outcome: str
    highest_tenths: int | None = None


class ReadingOut(Told):
    """The newest reading; by: '' where the name is not known."""

    temperature_tenths: int
    at: datetime
    by: str


class PersonOut(Told):
    """Somebody under observation. phone: masked; visit: a call is not enough now.

    missed_on: the day before, where a session of it passed without their being seen; left out where none did.
    """

    id: UUID
    name: str
    phone: str
    observation: UUID
    protocol: str
    last_on: date
    day_number: int
    alert: bool
    away: bool
    visit: bool
    missed_on: date | None = None
    slots: list[SlotOut]
    last: ReadingOut | None


class HouseholdOut(Told):
    """A door with who is observed there. apart: can they keep apart, None while nobody asked."""

    etag: str
    id: UUID
    grid: str
    address: str
    building: str
    order: str
    note: str
    apart: bool | None
    people: list[PersonOut]


class SectionOut(Told):
    """A list that an app gives the phone to work on, as a whole."""

    etag: str
    rows: list[dict[str, Any]]


class DeclaredSections:
    """Says in the document what rows each section has, by the shapes that the apps declare."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _taken: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return the shape of the sections; one that is the same is left out, one that is no more is null."""
        named: dict[str, Any] = {
            section.name: (_section(section) | None, None) for section in sections_of(kinds=[*kinds.KINDS])
        }
        return handler(create_model("SectionsOut", __base__=_Named, **named).__pydantic_core_schema__)


class _Named(Schema):
    """Sections by name; of a name that nobody declares there is nothing."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, None]


def _section(section: Section) -> Any:
    rows: Any = list[section.shape]  # type: ignore[name-defined]  # the shape that an app declares
    return create_model(f"{section.shape.__name__}Section", __base__=SectionOut, rows=(rows, ...))


class TaskOut(Told):
    """Something to be done beside the checks. words: what it is; household: None for a place; page: of the desk.

    state: how it stands at server_now, LATER, OPEN or OVERDUE.
    """

    kind: str
    words: str
    subject: UUID
    title: str
    address: str
    household: UUID | None
    due_at: datetime
    state: str
    page: str


class LostOut(Told):
    """A change of a card that the user made and somebody else's replaced later. op: the user's own operation."""

    op: UUID
    card: Literal["PERSON", "HOUSEHOLD"]
    subject: UUID
    field: str
    mine: str
    kept: str
    by: str


class DayOut(Told):
    """What a phone lacks of its user's doors. gone: etags to forget; more: ask again, with these etags too.

    kinds: what its user may bring from somewhere; sections: by name, those that differ from what the phone has,
    null: forget it.
    tasks: all of them, with the last piece; None where more comes. lost_cards: of the days that a phone keeps.
    """

    server_now: datetime
    user: UserOut
    day: date
    keep_days: int
    grids: list[GridOut]
    protocols: dict[str, ProtocolOut]
    words: WordsOut
    kinds: list[str]
    sections: Annotated[dict[str, SectionOut | None], DeclaredSections]
    households: list[HouseholdOut]
    tasks: list[TaskOut] | None
    lost_cards: list[LostOut]
    gone: list[str]
    more: bool
