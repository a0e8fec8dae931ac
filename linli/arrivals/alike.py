"""Who of the register somebody typed at the desk may be: shown side by side before anything is stored."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.areas.rules import AreaCode
from linli.observation.labels import SEXES
from linli.people.commands import PersonCard, find_people
from linli.people.queries import Person, masked_identity, person_of
from linli.people.queries.duplicates import alike_of
from linli.people.rules import ending
from linli.staff.rules import Viewer

# More are not shown: who has so many likenesses is looked for in the register.
SHOWN: Final = 5


@dataclass(frozen=True)
class Alike:
    """Who somebody may be. people: whom the viewer may see, each fact in words beside what was typed; hidden: how many others.

    unseen: of those, who stands so near that they count as met.
    """

    ids: frozenset[UUID]
    people: tuple[tuple[Person, tuple[tuple[str | Promise, str, str], ...]], ...]
    hidden: int
    unseen: tuple[Person, ...]

    @property
    def mark(self) -> str:
        """What a form brings back to say "none of these"."""
        return ",".join(sorted(str(id_) for id_ in self.ids))

    def person(self, *, said: str) -> Person | None:
        """Return who of those shown was said to be the same; None for nobody."""
        return next((person for person, _facts in self.people if str(person.pk) == said), None)

    def is_answered(self, *, said: str) -> bool:
        """Say whether there is nobody to be asked about, or it was said of all of them that they are somebody else."""
        return self.ids <= {UUID(part) for part in said.split(",") if _is_id(part)}


def alike(*, viewer: Viewer, community: AreaCode, card: PersonCard) -> Alike:
    """Return who a card may tell of; nobody where it surely tells of somebody known, for that is told again and asks itself."""
    (known,) = find_people(community=community, cards=[card])
    ids = (
        []
        if known
        else alike_of(
            community=community,
            name=card.name,
            born_on=card.born_on,
            sex=card.sex,
            id_type=card.id_type,
            id_number=card.id_number,
            phone=card.phone,
            address=card.address,
        )
    )
    people = [person for id_ in ids[:SHOWN] if (person := person_of(viewer=viewer, id=id_))]
    told = tuple((person, _facts(card, person)) for person in people)
    seen = {person.pk for person in people}
    unseen = Person.objects.filter(pk__in=[id_ for id_ in ids[:SHOWN] if id_ not in seen])
    return Alike(frozenset(ids), told, len(ids) - len(people), tuple(unseen))


def _facts(card: PersonCard, person: Person) -> tuple[tuple[str | Promise, str, str], ...]:
    """Return each fact: its word, as it was typed, as it stands; numbers masked."""
    identity = masked_identity(person=person)
    return (
        (_("姓名"), card.name, person.name),
        (_("性别"), _sex(card.sex), _sex(person.sex)),
        (_("出生日期"), _day(card), _day(person)),
        (_("证件号码"), _end(card.id_number), identity.id_number),
        (_("联系电话"), _end(card.phone), identity.phone),
        (_("住址"), card.address, person.household.address),
    )


def _sex(code: str) -> str:
    return str(SEXES[code]) if code else ""


def _day(one: PersonCard | Person) -> str:
    return one.born_on.isoformat() if one.born_on else ""


def _end(number: str) -> str:
    return f"…{ending(number=number)}" if number else ""


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
