"""Writes of people: households and persons, by the hundred; grids; reveals of identity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from linli.areas.queries import grids_of
from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.budgets.commands import count_read
from linli.ids import new_id
from linli.people.models import Household, Person
from linli.people.queries.people import numbers_of
from linli.people.rules import Address, parse_address
from linli.people.words import search_text
from linli.sealing.seals import digest, seal
from linli.staff.rules import Viewer
from linli.stream.bulk import insert_rows


@dataclass(frozen=True)
class PersonCard:
    """What is told of a person. `id_number` and `phone` are cleaned and checked already, or ''."""

    name: str
    sex: str = ""
    born_on: date | None = None
    id_type: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    grid_name: str = ""


class RevealReason(StrEnum):
    """Why somebody may read an ID number or a phone."""

    CALL = "CALL"
    REFERRAL = "REFERRAL"
    CORRECTION = "CORRECTION"
    PAPER = "PAPER"


def add_people(*, community: AreaCode, cards: Sequence[PersonCard], now: datetime) -> list[Person]:
    """Add a person for each card, in order, with the households they live in.

    A person takes the grid of the household. A new household takes the grid named on the card, else that of the
    building, else none: then the community. Call it inside a transaction.
    """
    _made, households = households_at(community=community, cards=cards)
    people = [person_row(card, household, now) for card, household in zip(cards, households, strict=True)]
    insert_rows(people)
    return people


def person_row(card: PersonCard, household: Household, now: datetime) -> Person:
    """Return a new person of a household, not saved."""
    return Person(
        id=new_id(),
        county=household.county,
        community=household.community,
        area=household.area,
        household=household,
        name=card.name,
        search_text=search_text(name=card.name, address=card.address),
        sex=card.sex,
        born_on=card.born_on,
        id_type=card.id_type,
        id_sealed=seal(card.id_number),
        id_digest=digest(card.id_number),
        phone_sealed=seal(card.phone),
        phone_digest=digest(card.phone),
        registered_at=now,
    )


def households_at(
    *, community: AreaCode, cards: Sequence[PersonCard]
) -> tuple[list[Household], list[Household]]:
    """Return the households that were made, and each card's; an address that names no door is a household of its own.

    Call it inside a transaction.
    """
    addresses = [parse_address(text=card.address) for card in cards]
    known = {
        row.address_key: row
        # Held, so that the address is not removed behind the last who left while somebody moves in.
        for row in Household.objects.select_for_update()
        .filter(community=community, address_key__in={a.key for a in addresses if a.key})
        .order_by("pk")
    }
    grids = {grid.name: grid.code for grid in grids_of(community=community)}
    buildings: dict[str, str] = dict(
        Household.objects.filter(
            community=community, building__in={block_of(address=a) for a in addresses if a.building}
        )
        .exclude(area=community)
        .values_list("building", "area")
    )
    made: list[Household] = []
    result: list[Household] = []
    for card, address in zip(cards, addresses, strict=True):
        household = known.get(address.key) if address.key else None
        if household is None:
            household = Household(
                id=new_id(),
                county=community.county,
                community=community,
                area=grids.get(card.grid_name) or buildings.get(block_of(address=address)) or community,
                address=card.address,
                address_key=address.key,
                building=block_of(address=address),
                walk_order=address.walk_order,
            )
            made.append(household)
            if address.key:
                known[address.key] = household
        result.append(household)
    insert_rows(made)
    return made, result


def block_of(*, address: Address) -> str:
    """Return estate and building as compared, '' where the address names none: the key without unit and room."""
    return address.key.rsplit("-", 2)[0] if address.building else ""


def household_at(*, community: AreaCode, address: str, name: str) -> Household:
    """Return the household at an address of a community, made where nobody lives there yet. Call it inside a transaction."""
    card = PersonCard(name=name, address=address)
    return households_at(community=community, cards=[card])[1][0]


def move_person(*, person: Person, community: AreaCode, address: str, now: datetime) -> Person:
    """Put a person into another community, at an address there or in a household of their own; return as it stands.

    Call it inside the transaction that closes the observation here and opens it there.
    """
    household = household_at(community=community, address=address, name=person.name)
    person.county, person.community, person.area = community.county, community, household.area
    person.household = household
    person.search_text = search_text(name=person.name, address=address)
    person.save(update_fields=["county", "community", "area", "household", "search_text"])
    return person


@dataclass(frozen=True)
class Identity:
    """ID number and phone in clear."""

    id_number: str
    phone: str


@transaction.atomic
def reveal_identity(*, person: Person, reason: RevealReason, by: Viewer, now: datetime) -> Identity:
    """Read a person's ID number and phone; who, when and why is written down in the same transaction.

    Raises BudgetSpent.
    """
    count_read(subjects=[person.pk], area=person.area, by=by, now=now)
    write_event(
        action="identity.revealed",
        area=person.area,
        by=by.user_id,
        now=now,
        subject=person.pk,
        changed={"reason": reason},
    )
    id_number, phone = numbers_of(person=person)
    return Identity(id_number=id_number, phone=phone)
