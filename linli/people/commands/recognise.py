"""People recognised: of whom each card of a batch tells, and what it tells that nobody had told before."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.people.commands.people import PersonCard
from linli.people.models import Person
from linli.people.rules.same_person import Traits, recognise
from linli.sealing.seals import digest, digest_now, digests, seal
from linli.staff.rules import Viewer

# What the next card is told apart by, so it is kept of whoever tells it first.
TELLING: Final = ("id_number", "born_on", "sex", "phone")
TOLD_OF: Final = ["id_type", "id_sealed", "id_digest", "born_on", "sex", "phone_sealed", "phone_digest"]


@dataclass(frozen=True)
class Recognised:
    """Of whom a card tells.

    person: who is registered already, None for a new person. first: index of the first card of the batch that tells of
    the same person, its own where none does before. lacks: those of TELLING that no entry of `person` tells.
    """

    person: Person | None
    first: int
    lacks: frozenset[str] = frozenset()


def recognise_people(*, community: AreaCode, cards: Sequence[PersonCard]) -> list[Recognised]:
    """Say of each card, in order, of whom it tells by the rule of one person; three statements however many cards.

    An ID number is compared everywhere, since one person has one record; name with phone only inside the community.
    What an entry joined to another tells is told of the person that it was joined to.
    """
    entries = _entries_met(community, cards)
    owners = {e.joined_to_id or e.pk: e.joined_to or e for e in entries}
    owners = {p.pk: p for p in sorted(owners.values(), key=lambda p: (p.registered_at, p.pk))}
    entries += [*owners.values(), *Person.objects.filter(joined_to__in=owners)]
    known: dict[UUID | int, list[Traits]] = {pk: [] for pk in owners}
    for entry in {entry.pk: entry for entry in entries}.values():
        known[entry.joined_to_id or entry.pk].append(_traits_of(entry, community))
    told: list[tuple[UUID | int, Traits]] = [(i, _traits_told(card)) for i, card in enumerate(cards)]
    answers = recognise(known=known, told=told)
    first: dict[UUID | int, int] = {}
    for index, answer in enumerate(answers):
        first.setdefault(answer, index)
    return [
        Recognised(owners[answer], first[answer], _lacking(known[answer]))
        if isinstance(answer, UUID)
        else Recognised(None, answer)
        for answer in answers
    ]


def recognised_as(*, person: Person) -> Recognised:
    """Return what `recognise_people` says of one card where somebody said whom it tells of. Two statements."""
    community = AreaCode(person.community)
    entries = [person, *Person.objects.filter(joined_to=person)]
    return Recognised(person, 0, _lacking([_traits_of(entry, community) for entry in entries]))


def find_people(*, community: AreaCode, cards: Sequence[PersonCard]) -> list[Person | None]:
    """Find for each card the registered person it tells of, in order; None when nobody is known. See recognise_people."""
    return [found.person for found in recognise_people(community=community, cards=cards)]


def completed(*, card: PersonCard, others: Sequence[PersonCard]) -> PersonCard:
    """Return a card with what it does not tell taken from others that tell of the same person; the first one counts."""
    for other in others:
        if not card.id_number and other.id_number:
            card = replace(card, id_type=other.id_type, id_number=other.id_number)
        card = replace(
            card,
            born_on=card.born_on or other.born_on,
            sex=card.sex or other.sex,
            phone=card.phone or other.phone,
        )
    return card


def complete_people(
    *, told: Sequence[tuple[Recognised, PersonCard]], held: Collection[UUID], by: Viewer, now: datetime
) -> set[UUID]:
    """Keep of people known here what nobody had told before, so that nobody else answers to their name and phone.

    held: of `hold_people`. Returns whom it completed. Call it inside a transaction.
    """
    cards: dict[UUID, list[PersonCard]] = defaultdict(list)
    for found, card in told:
        if found.person and found.person.pk in held:
            news = _news(card, found.lacks)
            if news:
                cards[found.person.pk].append(news)
    if not cards:
        return set()
    changed = {}
    people = list(Person.objects.filter(pk__in=cards).order_by("pk"))
    for person in people:
        changed[str(person.pk)] = _complete(person, cards[person.pk])
    Person.objects.bulk_update(people, TOLD_OF)
    write_event(
        action="person.completed",
        area=people[0].community,
        by=by.user_id,
        now=now,
        subject=people[0].pk if len(people) == 1 else None,
        changed={"people": changed},
    )
    return set(cards)


def _news(card: PersonCard, lacks: frozenset[str]) -> PersonCard | None:
    """Return a card with only what no entry of the person tells, joined ones too; None where it tells no such thing."""
    if not any(getattr(card, name) for name in lacks):
        return None
    return PersonCard(
        name=card.name,
        id_type=card.id_type,
        id_number=card.id_number if "id_number" in lacks else "",
        born_on=card.born_on if "born_on" in lacks else None,
        sex=card.sex if "sex" in lacks else "",
        phone=card.phone if "phone" in lacks else "",
    )


def _complete(person: Person, cards: Sequence[PersonCard]) -> list[str]:
    """Put what is missing on an entry; return which of TELLING that were."""
    had = (person.id_digest, person.born_on, person.sex, person.phone_digest)
    card = completed(card=PersonCard(name=person.name), others=cards)
    if not person.id_digest and card.id_number:
        person.id_type = card.id_type
        person.id_sealed, person.id_digest = seal(card.id_number), digest(card.id_number)
    person.born_on = person.born_on or card.born_on
    person.sex = person.sex or card.sex
    if not person.phone_digest and card.phone:
        person.phone_sealed, person.phone_digest = seal(card.phone), digest(card.phone)
    now = (person.id_digest, person.born_on, person.sex, person.phone_digest)
    return [name for name, before, after in zip(TELLING, had, now, strict=True) if before != after]


def _entries_met(community: AreaCode, cards: Sequence[PersonCard]) -> list[Person]:
    # Under every key: half-way through a rotation some stand under the old one.
    numbers = {stored for c in cards for stored in digests(c.id_number)}
    phones = {stored for c in cards for stored in digests(c.phone)}
    there = Person.objects.filter(taken_back_at=None).select_related("joined_to")
    return [
        *there.filter(id_digest__in=numbers),
        *there.filter(phone_digest__in=phones, community=community),
    ]


def _traits_of(entry: Person, community: AreaCode) -> Traits:
    number = digest_now(stored=entry.id_digest, sealed=entry.id_sealed)
    if entry.community != community:
        return Traits(name="", id_type=entry.id_type, id_digest=number)
    return Traits(
        name=entry.name,
        id_type=entry.id_type,
        id_digest=number,
        phone_digest=digest_now(stored=entry.phone_digest, sealed=entry.phone_sealed),
        born_on=entry.born_on,
        sex=entry.sex,
    )


def _traits_told(card: PersonCard) -> Traits:
    return Traits(
        name=card.name,
        id_type=card.id_type,
        id_digest=digest(card.id_number),
        phone_digest=digest(card.phone),
        born_on=card.born_on,
        sex=card.sex,
    )


def _lacking(group: Sequence[Traits]) -> frozenset[str]:
    told = {"id_number": "id_digest", "born_on": "born_on", "sex": "sex", "phone": "phone_digest"}
    return frozenset(name for name, trait in told.items() if not any(getattr(t, trait) for t in group))
