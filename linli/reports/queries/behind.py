"""The persons behind a figure of a community's report: shown in that community only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypedDict
from uuid import UUID

from linli.observation.models import Observation
from linli.observation.queries import counts
from linli.people.models import Person
from linli.referrals.queries import steps_behind
from linli.reports.rules import BALANCE, GROUPS, OF_GROUPS, ORIGINS, OUT_OF, STATES

OF_OBSERVATIONS: Final = frozenset({*BALANCE, *ORIGINS, *STATES})
ENDS: Final = frozenset(OUT_OF) - {"after"}
OF_CHECKS: Final = frozenset({"persons_seen", "households_seen"})
# The outcomes that a figure of duties counts; none named: all.
OF_DUTIES: Final[dict[str, frozenset[str]]] = {
    "checks_due": frozenset(),
    "checks_done": frozenset({"DONE"}),
    "checks_tried": frozenset({"NOBODY_HOME", "REFUSED"}),
}
# The step and, where it matters, the result that a figure counts.
OF_STEPS: Final = {
    "referrals": ("RAISED", ""),
    "sent_to_clinic": ("ARRIVED", ""),
    "suspected": ("RESULT", "SUSPECTED"),
    "confirmed": ("RESULT", "CONFIRMED"),
}
KEYS_WITH_PEOPLE: Final = frozenset(
    {*OF_OBSERVATIONS, *OF_GROUPS, *OF_CHECKS, *OF_DUTIES, *OF_STEPS, "alerts"}
)


class Window(TypedDict):
    """What a figure covers: a community's [from_, until)."""

    community: str
    from_: datetime
    until: datetime


@dataclass(frozen=True)
class PersonBehind:
    """One row behind a figure: who, where, and when it happened.

    `here` is False once somebody has moved away; the new address is for the other community alone.
    """

    person_id: UUID
    name: str
    address: str
    at: datetime
    here: bool


def people_behind(*, community: str, key: str, from_: datetime, until: datetime) -> list[PersonBehind]:
    """Return one row for each unit that a figure counts, so that rows and figure agree. Raises KeyError.

    Only the figure of households gives one row for each member who was seen.
    """
    if key not in KEYS_WITH_PEOPLE:
        raise KeyError(key)
    window: Window = {"community": community, "from_": from_, "until": until}
    if key in OF_OBSERVATIONS:
        return [_of_observation(o, key, community) for o in counts.observations_behind(key=key, **window)]
    if key in OF_GROUPS:
        group = next(group for group in GROUPS if key.startswith(group))
        term = key.removeprefix(f"{group}_")
        rows = counts.observations_behind(key=term, **window).filter(category=group.upper())
        return [_of_observation(o, term, community) for o in rows]
    if key in OF_STEPS:
        to, result = OF_STEPS[key]
        steps = (
            steps_behind(**window).filter(to=to).select_related("referral__person__household").order_by("at")
        )
        return [_row(s.referral.person, community, s.at) for s in steps if result in {"", s.result}]
    if key in OF_DUTIES:
        return _of_duties(key, window)
    if key == "alerts":
        return [_row(a.observation.person, community, a.raised_at) for a in counts.alerts_behind(**window)]
    return _of_checks(window)


def _of_observation(observation: Observation, term: str, community: str) -> PersonBehind:
    at = observation.closed_at if term in ENDS else None
    return _row(observation.person, community, at or observation.opened_at)


def _of_duties(key: str, window: Window) -> list[PersonBehind]:
    duties = list(counts.duties_behind(**window).order_by("due_at"))
    outcomes = OF_DUTIES[key]
    kept = [
        d
        for d in duties
        if not outcomes or (d.outcome in outcomes and d.done_at and d.done_at < window["until"])
    ]
    people = _people_of({duty.subject for duty in kept})
    return [_row(people[duty.subject], window["community"], duty.due_at) for duty in kept]


def _of_checks(window: Window) -> list[PersonBehind]:
    newest = dict(
        counts.checks_behind(**window).order_by("received_at").values_list("observation_id", "received_at")
    )
    people = _people_of(set(newest))
    return [
        _row(people[pk], window["community"], at)
        for pk, at in sorted(newest.items(), key=lambda item: item[1])
    ]


def _people_of(observations: set[UUID]) -> dict[UUID, Person]:
    rows = Observation.objects.filter(pk__in=observations).select_related("person__household")
    return {row.pk: row.person for row in rows}


def _row(person: Person, community: str, at: datetime) -> PersonBehind:
    here = person.community == community
    return PersonBehind(person.pk, person.name, person.household.address if here else "", at, here=here)
