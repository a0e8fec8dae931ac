"""What stands of people and of their arrivals, field by field, as people.rules.corrections compares it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from linli.observation.models import Arrival
from linli.people.models import Household, Person
from linli.people.queries.corrections import Facts, ToldAgain
from linli.people.rules.corrections import JOURNEY
from linli.sealing.seals import unseal


def facts_now(*, tellings: Sequence[ToldAgain]) -> dict[UUID, Facts]:
    """Return what stands now of what was told again, read with its entry and household, by telling. One statement.

    Of the journey what the arrival tells that it was held against.
    """
    arrivals = Arrival.objects.in_bulk({telling.arrival for telling in tellings if telling.arrival})
    return {
        telling.pk: person_facts(person=telling.person)
        | (arrival_facts(arrival=arrivals[telling.arrival]) if telling.arrival in arrivals else {})
        for telling in tellings
    }


def person_facts(*, person: Person) -> dict[str, str]:
    """Return what an entry tells of a person, with the household."""
    home: Household = person.household
    return {
        "name": person.name,
        "sex": person.sex,
        "born_on": person.born_on.isoformat() if person.born_on else "",
        "id_number": unseal(person.id_sealed),
        "phone": unseal(person.phone_sealed),
        "address": home.address,
    }


def arrival_facts(*, arrival: Arrival) -> dict[str, str]:
    """Return what an arrival tells, field -> text."""
    facts = {}
    for name in JOURNEY:
        value = getattr(arrival, name)
        facts[name] = value.isoformat() if isinstance(value, date) else (value or "")
    facts["contact_history"] = "" if arrival.contact_history == "UNKNOWN" else arrival.contact_history
    return facts
