"""The persons behind the figures of observation."""

from datetime import datetime
from typing import Final, TypedDict
from uuid import UUID

from linli.census.queries import counts
from linli.census.rules import OUT_OF, term_of
from linli.figures.registers import RowBehind
from linli.observation.models import Observation
from linli.people.models import Person
from linli.people.queries.behind import person_behind

_ENDS: Final = frozenset(OUT_OF) - {"after"}


class _Window(TypedDict):
    community: str
    from_: datetime
    until: datetime


def people_behind(*, key: str, community: str, from_: datetime, until: datetime) -> list[RowBehind]:
    """Return one row for each unit that a figure counts, so that rows and figure agree. Raises KeyError."""
    window: _Window = {"community": community, "from_": from_, "until": until}
    if key in counts.DUTY_OUTCOMES:
        return _of_duties(key, window)
    if key == "persons_seen":
        return _of_persons(window)
    if key == "alerts":
        rows = counts.alerts_behind(**window)
        return [
            person_behind(person=alert.observation.person, community=community, at=alert.raised_at)
            for alert in rows
        ]
    return [
        person_behind(person=row.person, community=community, at=_moment(row, key))
        for row in counts.observations_behind(key=key, **window)
    ]


def _moment(observation: Observation, key: str) -> datetime:
    """Return when an observation came to be what the figure counts: closed for an end, else opened."""
    at = observation.closed_at if term_of(key=key)[1] in _ENDS else None
    return at or observation.opened_at


def _of_duties(key: str, window: _Window) -> list[RowBehind]:
    duties = list(counts.duties_behind(key=key, **window).order_by("due_at"))
    people = _people_of({duty.subject for duty in duties})
    return [
        person_behind(
            person=people[duty.subject],
            community=window["community"],
            at=duty.done_at or duty.due_at,
            due_at=duty.due_at,
            is_undone=duty.done_at is None,
        )
        for duty in duties
    ]


def _of_persons(window: _Window) -> list[RowBehind]:
    done = counts.duties_behind(key="checks_done", **window).order_by("done_at")
    newest = {subject: at for subject, at in done.values_list("subject", "done_at") if at is not None}
    people = _people_of(set(newest))
    return [
        person_behind(person=people[pk], community=window["community"], at=at)
        for pk, at in sorted(newest.items(), key=lambda item: item[1])
    ]


def _people_of(observations: set[UUID]) -> dict[UUID, Person]:
    rows = Observation.objects.filter(pk__in=observations).select_related("person__household")
    return {row.pk: row.person for row in rows}
