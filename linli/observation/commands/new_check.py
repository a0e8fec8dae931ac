"""A check as it is told, what became of it, and why it may be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Final
from uuid import UUID

from linli.observation.models import Check, Observation
from linli.observation.rules import Cause, Channel, CheckOutcome


class CheckIdReused(Exception):
    """The id already names a different check; nothing was written."""


class ObservationClosed(Exception):
    """The observation was over when the check was done; none belongs to it any more."""


class CheckInFuture(Exception):
    """The check claims a moment that has not come."""


class NotAsked(ValueError):
    """An answer to what its version does not ask, or none that its question can have; `codes` says which."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(codes)
        self.codes = codes


class CheckBeforeObservation(Exception):
    """The check claims a day before the observation was opened."""


@dataclass(frozen=True)
class NewCheck:
    """A check as its sender tells it. `observation` comes from a viewer's query.

    claimed_at: corrected already, by skew_seconds that the sender's clock was behind ours; time_from: how that was known.
    answers: by the code of a question of the version asked_under; that the version was in force when they were given.
    """

    id: UUID
    observation: Observation
    outcome: CheckOutcome
    channel: Channel
    claimed_at: datetime
    temperature_tenths: int | None = None
    symptoms: tuple[str, ...] = field(default_factory=tuple)
    note: str = ""
    site: str = ""
    device: str = ""
    outdoors: bool = False
    antipyretic: bool | None = None
    basis: Mapping[str, str] = field(default_factory=dict)
    asked_under: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    skew_seconds: int = 0
    time_from: str = "CLOCK"


# What was seen and how, named alike in the table: by it the same check is known again.
SAID: Final = tuple(
    one.name
    for one in fields(NewCheck)
    if one.name not in {"id", "observation", "claimed_at", "skew_seconds", "time_from"}
)


@dataclass(frozen=True)
class Recorded:
    """What became of one check of a batch: the row, or why it was refused."""

    check: Check | None
    cause: Cause | None
    refused: Exception | None
    answers: bool = True  # False for a call where a visit was needed: the duty stays
    known: bool = False  # the same check was recorded before
