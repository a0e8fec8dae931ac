"""Messages of a worker's phone: what every app that is told something at a door declares and takes.

An app declares a `MessageKind` in its `phone.py`; `linli.phone.kinds` collects them. A message is one thing done at one
door; a phone brings up to two hundred at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final, Protocol
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, StringConstraints

from linli.staff.rights import Action
from linli.staff.rules import Viewer

Short = Annotated[str, StringConstraints(max_length=40)]
Words = Annotated[str, StringConstraints(max_length=200)]
Area = Annotated[str, StringConstraints(pattern=r"^\d{12}(\d{3})?$")]
Answer = dict[str, Any]  # as the API tells it: status, and what goes with it


class Strict(BaseModel):
    """A shape that refuses what it does not know: a misspelt key must not vanish."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Message:
    """A message that could be read, and on what terms it is taken.

    claimed_at: by our clock, put right by the skew_seconds that the phone's was behind, and time_from, how that was known (a
    code of linli.phone.times.TimeFrom); data: of the shape of its kind;
    base: what the writer of a card had before; by: whose act it is, with the posts of now; reach: those of the day of claimed_at.
    """

    id: UUID
    kind: str
    data: Any
    base: Mapping[str, Any]
    said: Mapping[str, Any]  # as it came
    claimed_at: datetime
    skew_seconds: int
    time_from: str
    phone: UUID
    by: Viewer
    reach: Viewer
    now: datetime


@dataclass(frozen=True)
class Reason:
    """Why a message is not taken. code: part of the API; words: for the worker who must mend it."""

    code: str
    words: Promise


UNKNOWN_KIND: Final = Reason("unknown_kind", _("服务器不认识这种记录；请更新手机页面后再发。"))
UNKNOWN_SCHEMA: Final = Reason("unknown_schema", _("这条记录的格式太新或太旧；请更新手机页面后再发。"))
MALFORMED: Final = Reason("malformed", _("这条记录填得不完整，请打开核对。"))
NOT_YOURS: Final = Reason("not_yours", _("这户不在您负责的社区；请存成文件交给对方社区。"))
FUTURE: Final = Reason("future", _("记录的时间还没有到；请核对手机的时间。"))
ID_REUSED: Final = Reason("id_reused", _("同一编号已经收到另一条内容；请核对后作为新记录再发。"))


class Refused(Exception):
    """A message that is not taken; nothing of it was written. fields: what is wrong with which."""

    def __init__(self, reason: Reason, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(reason.code)
        self.reason = reason
        self.fields = dict(fields or {})


class Take(Protocol):
    """Takes one message, inside a savepoint of its own; the same one again never comes here. Raises Refused."""

    def __call__(self, *, message: Message) -> Answer:
        """Write what the message says; return its answer."""


class TakeMany(Protocol):
    """Takes all messages of its kind at once, also those that came before: its rows are their own receipts."""

    def __call__(self, *, messages: Sequence[Message]) -> list[Answer | Refused]:
        """Write what the messages say; return an answer each, in order."""


class Place(Protocol):
    """Tells where the door lies that a message is about. Asked only of a message that its reach does not cover."""

    def __call__(self, *, message: Message) -> str | None:
        """Return the code of the area; None where nobody knows such a door."""


class Rows(Protocol):
    """Reads what a phone gets to work on, of its viewer alone; a fixed number of statements."""

    def __call__(self, *, viewer: Viewer, now: datetime) -> Sequence[BaseModel]:
        """Return the rows, of the shape of their section, in the order that they are shown."""


@dataclass(frozen=True)
class Section:
    """A list in a phone's day, under a name of its own. shape: of one row; what it does not name is in no answer."""

    name: str
    shape: type[BaseModel]
    rows: Rows


@dataclass(frozen=True)
class MessageKind:
    """A kind of message. code: at most 12 letters, part of the API; right: without it at no place is one taken.

    cannot_wait: it is taken at once although nobody can say when it was made.
    Either take, and the phone's app keeps a receipt, or take_many. section: what goes to the phone to be worked on.
    """

    code: str
    words: Promise
    shape: type[Strict]
    right: Action
    place: Place
    take: Take | None = None
    take_many: TakeMany | None = None
    section: Section | None = None
    cannot_wait: bool = False

    def __post_init__(self) -> None:
        """Refuse a kind that nobody takes, or two do."""
        if (self.take is None) == (self.take_many is None):
            raise ValueError(f"{self.code}: either take or take_many")


@dataclass(frozen=True)
class PictureKind:
    """A kind of subject of which pictures are taken; `linli.phone.pictures` collects them.

    code: as its pictures say it. takes: the area of a subject of which the viewer may bring a picture; None for every
    other, and for one that is not there (yet). shows: whether the viewer sees the subject, and with it its pictures. Both
    ask by the scope of the app that owns the subject.
    """

    code: str
    takes: Callable[[Viewer, UUID], str | None]
    shows: Callable[[Viewer, UUID], bool]
