"""Checks of a phone, by the hundred."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from linli.observation.commands import (
    CheckBeforeObservation,
    CheckIdReused,
    CheckInFuture,
    NewCheck,
    ObservationClosed,
    Recorded,
    record_checks,
)
from linli.observation.models import Observation
from linli.observation.rules import Channel, UnbelievableTemperature
from linli.phone.operations import Operation
from linli.phone.refusals import Refused
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer

CODES: Final[Mapping[type[Exception], str]] = {
    CheckIdReused: "id_reused",
    ObservationClosed: "closed",
    CheckInFuture: "future",
    CheckBeforeObservation: "before_start",
    UnbelievableTemperature: "unbelievable",
}


def take_checks(
    *, operations: Sequence[Operation], by: Viewer, reach: Viewer, now: datetime
) -> dict[int, dict[str, Any] | Refused]:
    """Record the checks among operations; return by place what became of each. Call it inside a transaction.

    reach: where the worker may have been, see viewer_since. A handful of statements however many checks.
    """
    places = [place for place, operation in enumerate(operations) if operation.kind == "check"]
    if not places:
        return {}
    known = _observations({operations[place].data.observation for place in places}, reach)
    answers: dict[int, dict[str, Any] | Refused] = {}
    told: dict[str, list[tuple[int, NewCheck]]] = defaultdict(list)
    for place in places:
        operation = operations[place]
        observation = known.get(operation.data.observation)
        if observation is None:
            answers[place] = Refused("not_yours")
        else:
            told[observation.county].append((place, _new_check(operation, observation)))
    for county, those in told.items():
        recorded = record_checks(county=county, new=[new for _, new in those], by=by, now=now)
        for (place, _), answer in zip(those, recorded, strict=True):
            answers[place] = _answer(answer)
    return answers


def _observations(ids: set[UUID], reach: Viewer) -> dict[UUID, Observation]:
    mine = Observation.objects.filter(
        in_scope(viewer=reach, action=Action.RECORD_CHECK), pk__in=ids, person__identity_removed_at=None
    )
    return {observation.pk: observation for observation in mine}


def _new_check(operation: Operation, observation: Observation) -> NewCheck:
    data = operation.data
    return NewCheck(
        id=operation.id,
        observation=observation,
        outcome=data.outcome,
        channel=Channel(data.channel),
        claimed_at=operation.claimed_at,
        temperature_tenths=data.temperature_tenths,
        symptoms=tuple(data.symptoms),
        note=data.note,
        site=data.site,
        device=data.device,
        outdoors=data.outdoors,
        antipyretic=data.antipyretic,
        basis=data.basis,
        skew_seconds=operation.skew_seconds,
    )


def _answer(recorded: Recorded) -> dict[str, Any] | Refused:
    if recorded.refused:
        return Refused(CODES[type(recorded.refused)])
    answer = {"status": "duplicate" if recorded.known else "ok"}
    return answer | {"alert": recorded.cause.value} if recorded.cause else answer
