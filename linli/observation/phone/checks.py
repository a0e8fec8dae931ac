"""Checks of a phone, by the hundred."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, model_validator

from linli import kept
from linli.areas.rules import AreaCode
from linli.clock import SHANGHAI, day_of
from linli.messages import (
    FUTURE,
    ID_REUSED,
    NOT_YOURS,
    Answer,
    Message,
    MessageKind,
    Reason,
    Refused,
    Short,
    Strict,
    Words,
)
from linli.observation.commands import (
    CheckBeforeObservation,
    CheckIdReused,
    CheckInFuture,
    NewCheck,
    NotAsked,
    ObservationClosed,
    Recorded,
    record_checks_of_read,
)
from linli.observation.models import Observation
from linli.observation.rules import Basis, Channel, CheckOutcome, Site, UnbelievableTemperature
from linli.staff.queries import areas_condition
from linli.staff.rights import Action
from linli.staff.rules import Scope, Viewer, scope

COLUMNS: Final = tuple(field.attname for field in Observation._meta.concrete_fields)
UNBELIEVABLE: Final = Reason("unbelievable", gettext_lazy("体温不可信；请重新测量后改正。"))
REASONS: Final[Mapping[type[Exception], Reason]] = {
    CheckIdReused: ID_REUSED,
    ObservationClosed: Reason("closed", gettext_lazy("记录的时间晚于观察结束的时间；请核对时间。")),
    CheckInFuture: FUTURE,
    CheckBeforeObservation: Reason(
        "before_start", gettext_lazy("记录的时间早于观察开始的那天；请核对时间。")
    ),
    UnbelievableTemperature: UNBELIEVABLE,
    NotAsked: Reason("not_asked", gettext_lazy("有一问的回答对不上问题；请改正。")),
}


class Check(Strict):
    """One check at one door. DONE needs a temperature or a symptom."""

    observation: UUID
    outcome: CheckOutcome
    channel: Literal[Channel.VISIT, Channel.PHONE, Channel.PROXY]
    temperature_tenths: int | None = None
    symptoms: tuple[Short, ...] = Field(default_factory=tuple, max_length=30)
    antipyretic: bool | None = None
    site: Site | Literal[""] = ""
    device: Short = ""
    outdoors: bool = False
    basis: dict[Short, Basis] = Field(default_factory=dict)
    note: Words = ""
    asked_under: Short = ""
    answers: dict[Short, Words] = Field(default_factory=dict, max_length=30)

    @model_validator(mode="after")
    def says_something(self) -> "Check":
        """Ask for a temperature or a symptom where somebody was seen, and for neither where nobody was."""
        told = self.temperature_tenths is not None or bool(self.symptoms)
        if told != (self.outcome == CheckOutcome.DONE):
            raise ValueError("DONE goes with a temperature or a symptom, and only DONE does")
        return self


# What a check says is named alike in the message and in the command.
SAID: Final = tuple(name for name in Check.model_fields if name != "observation")


def take_checks(*, messages: Sequence[Message]) -> list[Answer | Refused]:
    """Record checks; return what became of each, in order. Call it inside a transaction.

    A handful of statements however many checks of one county.
    """
    if not messages:
        return []
    by, now = messages[0].by, messages[0].now
    known = _observations(messages)
    answers: dict[int, Answer | Refused] = {}
    told: dict[str, list[tuple[int, NewCheck]]] = defaultdict(list)
    for place, message in enumerate(messages):
        observation = known.get((message.reach, message.data.observation))
        if observation is None:
            answers[place] = Refused(NOT_YOURS)
        else:
            told[observation.county].append((place, _new_check(message, observation)))
    for county, those in told.items():
        recorded = record_checks_of_read(county=county, new=[new for _place, new in those], by=by, now=now)
        for (place, new), answer in zip(those, recorded, strict=True):
            answers[place] = _answer(answer, new.observation)
    return [answers[place] for place in range(len(messages))]


def _observations(messages: Sequence[Message]) -> dict[tuple[Viewer, UUID], Observation]:
    """Return the observations within the reach of each message, by reach and id; a statement for each reach."""
    asked: dict[Viewer, set[UUID]] = defaultdict(set)
    for message in messages:
        asked[message.reach].add(message.data.observation)
    return {
        (reach, observation.pk): observation
        for reach, ids in asked.items()
        for observation in _within(scope(viewer=reach, action=Action.RECORD_CHECK), list(ids))
    }


def _within(reach: Scope, ids: Sequence[UUID]) -> Iterator[Observation]:
    for row in kept.rows(kept.query(_told_within, areas=reach.areas), ids=ids):
        yield Observation.from_db(connection.alias, COLUMNS, row)


def _told_within(*, areas: tuple[AreaCode, ...], ids: Sequence[UUID]) -> kept.Values:
    told = _told_of().filter(areas_condition(scope=Scope(areas)), pk__in=ids)
    return told.values_list(*COLUMNS)


def _told_of() -> QuerySet[Observation]:
    return Observation.objects.filter(person__identity_removed_at=None)


def place_of_check(*, message: Message) -> str | None:
    """Return the area of the observation that a check is of."""
    return _told_of().filter(pk=message.data.observation).values_list("area", flat=True).first()


def _new_check(message: Message, observation: Observation) -> NewCheck:
    said: dict[str, Any] = {name: getattr(message.data, name) for name in SAID}
    return NewCheck(
        id=message.id,
        observation=observation,
        claimed_at=message.claimed_at,
        skew_seconds=message.skew_seconds,
        time_from=message.time_from,
        **said,
    )


def _answer(recorded: Recorded, observation: Observation) -> Answer | Refused:
    if recorded.refused:
        return Refused(REASONS[type(recorded.refused)], _bounds(recorded.refused, observation))
    answer = {"status": "duplicate" if recorded.known else "ok"}
    return answer | {"alert": recorded.cause.value} if recorded.cause else answer


def _bounds(refused: Exception, observation: Observation) -> dict[str, str]:
    """Say, of a time that lies outside an observation, between what it must lie."""
    if isinstance(refused, CheckBeforeObservation):
        first = day_of(observation.opened_at)
        return {"time": _("这次观察从 %(day)s 开始") % {"day": f"{first:%m-%d}"}}
    if isinstance(refused, ObservationClosed) and observation.closed_at:
        last = observation.closed_at.astimezone(SHANGHAI)
        return {"time": _("这次观察到 %(at)s 为止") % {"at": f"{last:%m-%d %H:%M}"}}
    return {}


CHECK: Final = MessageKind(
    code="check",
    words=gettext_lazy("体温登记"),
    shape=Check,
    right=Action.RECORD_CHECK,
    place=place_of_check,
    take_many=take_checks,
)
