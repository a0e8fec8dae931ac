"""What a doctor must know of somebody ill: age, origin, days, contact, readings, and the household beside."""

from dataclasses import dataclass
from datetime import date

from linli.observation.models import Check, Observation
from linli.observation.queries.readings import readings_of
from linli.observation.rules import State
from linli.people.models import Person
from linli.people.rules.ages import age_on
from linli.protocols.versions import rules_of


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
