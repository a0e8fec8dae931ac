"""What a doctor must know of somebody ill: age, origin, days, contact, readings, and the household beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from linli.observation.models import Check, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.queries.whole import whole_of
from linli.observation.rules import CheckOutcome, State
from linli.people.models import Person
from linli.protocols.versions import rules_of

# So far back readings are told beside an alert, today included.
DAYS_SHOWN = 3


@dataclass(frozen=True)
class Member:
    """Somebody of the household. age: None where the birthday is unknown; observation: None where none is open."""

    person: Person
    age: int | None
    observation: Observation | None
    readings: tuple[Check, ...]


@dataclass(frozen=True)
class Facts:
    """What is known of somebody under observation; readings: the newest first; day_number: as the protocol counts."""

    observation: Observation
    age: int | None
    day_number: int
    readings: tuple[Check, ...]
    members: tuple[Member, ...]


def readings_of(*, observations: Sequence[Observation], since: date) -> dict[UUID, tuple[Check, ...]]:
    """Return the readings of whole observations from a day on, the newest first.

    One statement, and one more where one goes on from another row.
    """
    whole = whole_of(observations=observations)
    rows = standing_checks(
        county__in=whole.counties,
        observation__in=whole.rows,
        outcome=CheckOutcome.DONE,
        slot_on__gte=since,
    ).order_by("-claimed_at", "-received_at")
    found = whole.gathered(facts=rows, row_of=lambda check: check.observation_id)
    return {subject: tuple(checks) for subject, checks in found.items()}


def facts_of(*, observation: Observation, on: date) -> Facts:
    """Return what is known of a visible observation and of the household; three statements.

    observation: with its person and arrival. Who was joined or removed is nobody of the household.
    """
    person = observation.person
    others = list(
        Person.objects.filter(
            household=person.household_id, joined_to=None, identity_removed_at=None, taken_back_at=None
        )
        .exclude(pk=person.pk)
        .order_by("born_on", "name", "pk")
    )
    open_ = Observation.objects.filter(person__in=others, state=State.OBSERVING)
    observed = {row.person_id: row for row in open_.select_related("arrival")} if others else {}
    readings = readings_of(observations=[observation, *observed.values()], since=date.min)
    members = []
    for other in others:
        row = observed.get(other.pk)
        members.append(
            Member(other, age_on(other.born_on, on), row, readings.get(row.pk, ())[:4] if row else ())
        )
    return Facts(
        observation,
        age_on(person.born_on, on),
        (on - observation.anchor_on).days + int(rules_of(observation.protocol_id).counts_anchor_day),
        readings.get(observation.pk, ()),
        tuple(members),
    )


def age_on(born_on: date | None, on: date) -> int | None:
    """Return whole years; None where the birthday is unknown."""
    if born_on is None:
        return None
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def shown_since(on: date) -> date:
    """Return the first day whose readings stand beside an alert."""
    return on - timedelta(days=DAYS_SHOWN - 1)
