"""Reads of duplicates: who may be the same inside one community, what waits for a decision, what was joined."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet

from linli.ids import new_id
from linli.people.models import DuplicatePair as DuplicatePair  # pages may name the type of a row
from linli.people.models import Household, Person, PersonSource
from linli.people.models import PersonJoin as PersonJoin
from linli.people.queries.people import MaskedIdentity, PersonFile, entries_of
from linli.people.rules import clean_number, mask_number, parse_address
from linli.people.rules.duplicates import judge_pairs, pairs_to_judge
from linli.people.rules.same_person import Judgement, Traits, shared_phones
from linli.people.words import sound_of
from linli.sealing.seals import digest, digest_now, digests_of, seal, unseal
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer


class Entry(NamedTuple):
    """What is compared of an entry; a tuple, for an import compares thousands."""

    pk: UUID
    name: str
    id_type: str
    id_digest: str
    id_sealed: bytes
    phone_digest: str
    phone_sealed: bytes
    born_on: date | None
    sex: str
    household_id: UUID
    joined_to_id: UUID | None
    household__address: str
    household__address_key: str


@dataclass(frozen=True)
class Suspicion:
    """Two people, smaller id first, who may be one."""

    one: UUID
    other: UUID
    judgement: Judgement


def duplicates_of(*, community: str, people: Collection[UUID]) -> list[Suspicion]:
    """Return the pairs of which one is among `people` and the other anybody of the community.

    Eight statements however many people.
    """
    about = list(_entries_of(community, people))
    return _judged(community, [*about, *_near(community, about)], set(people))


def alike_of(
    *,
    community: str,
    name: str,
    born_on: date | None,
    sex: str,
    id_type: str,
    id_number: str,
    phone: str,
    address: str,
) -> list[UUID]:
    """Return whom somebody who is not registered yet may be, by the rule of pairs: noted as one if they were. Sorted.

    For a question before anything is stored. Nine statements at most.
    """
    key = parse_address(text=address).key
    homes = Household.objects.filter(community=community, address_key=key).order_by("pk") if key else None
    home = homes.values_list("pk", flat=True).first() if homes is not None else None
    told = Entry(
        pk=new_id(),
        name=name,
        id_type=id_type,
        id_digest=digest(id_number),
        id_sealed=seal(id_number),
        phone_digest=digest(phone),
        phone_sealed=seal(phone),
        born_on=born_on,
        sex=sex,
        household_id=home or new_id(),
        joined_to_id=None,
        household__address=address,
        household__address_key=key,
    )
    found = _judged(community, [told, *_near(community, [told])], {told.pk})
    return sorted(one.other if one.one == told.pk else one.one for one in found)


def _near(community: str, about: Sequence[Entry]) -> list[Entry]:
    """Return the entries of a community that share with some of these what pairs are judged for."""
    meeting = (
        # As the index on phones has it: those that there are.
        Q(
            phone_digest__gt="",
            phone_digest__in={
                stored for p in about for stored in digests_of(stored=p.phone_digest, sealed=p.phone_sealed)
            },
        ),
        Q(born_on__isnull=False, born_on__in={p.born_on for p in about if p.born_on}),
        Q(household__in={p.household_id for p in about}),
        Q(household__in=_without_door(community, about)),
    )
    # One statement a way of meeting, so that each may use its index.
    return list({person.pk: person for where in meeting for person in _entries(community, where)}.values())


def duplicates_in(*, community: str) -> list[Suspicion]:
    """Return every pair of a community that may be one person."""
    entries = list(_entries(community, Q()))
    return _judged(community, entries, {person.joined_to_id or person.pk for person in entries})


def _entries(community: str, where: Q) -> Iterator[Entry]:
    rows = Person.objects.filter(where, community=community, identity_removed_at=None, taken_back_at=None)
    return (Entry(*row) for row in rows.values_list(*Entry.__annotations__))


def _entries_of(community: str, people: Collection[UUID]) -> Iterator[Entry]:
    """Yield the entries of some people, joined ones too; two statements, for an OR of them uses no index."""
    yield from _entries(community, Q(pk__in=people))
    yield from _entries(community, Q(joined_to__in=people))


def _without_door(community: str, about: Iterable[Entry]) -> QuerySet[Household]:
    """Return the households at an address that names no door and that one of these gives too."""
    places = {p.household__address for p in about if p.household__address and not p.household__address_key}
    if not places:
        return Household.objects.none()
    return Household.objects.filter(community=community, building="", address_key="", address__in=places)


def _traits(entry: Entry) -> Traits:
    return Traits(
        name=entry.name,
        sound=sound_of(entry.name),
        id_type=entry.id_type,
        id_digest=digest_now(stored=entry.id_digest, sealed=entry.id_sealed),
        phone_digest=digest_now(stored=entry.phone_digest, sealed=entry.phone_sealed),
        born_on=entry.born_on,
        household=entry.household_id,
        place="" if entry.household__address_key else clean_number(text=entry.household__address),
        sex=entry.sex,
    )


def _judged(community: str, entries: Iterable[Entry], about: set[UUID]) -> list[Suspicion]:
    met = {entry.pk: (entry.joined_to_id or entry.pk, _traits(entry)) for entry in entries}
    shared = shared_phones(entries=[traits for _, traits in met.values()])
    pairs = pairs_to_judge(entries=met.values(), about=about, shared=shared)
    groups = groups_of(people={person for pair in pairs for person in pair}, community=community)
    for person, traits in met.values():
        if person not in groups:  # who is not registered yet has no entry
            groups[person] = [traits]
    judged = judge_pairs(pairs=pairs, groups=groups, shared=shared)
    return [Suspicion(one, other, judgement) for (one, other), judgement in judged.items()]


def groups_of(*, people: Collection[UUID], community: str) -> dict[UUID, list[Traits]]:
    """Return the traits of every entry of some people of a community, by the person they belong to."""
    groups: dict[UUID, list[Traits]] = defaultdict(list)
    for entry in _entries_of(community, people):
        groups[entry.joined_to_id or entry.pk].append(_traits(entry))
    return groups


def pairs_visible(*, viewer: Viewer | None) -> QuerySet[DuplicatePair]:
    """Pairs that the viewer may decide on or look at, both still of this community; certain ones first, then the oldest."""
    return (
        DuplicatePair.objects.filter(
            in_scope(viewer=viewer, action=Action.JOIN_PEOPLE, field="community"),
            one__community=F("community"),
            other__community=F("community"),
            one__identity_removed_at=None,
            other__identity_removed_at=None,
        )
        .select_related("one__household", "other__household")
        .order_by("certainty", "found_at", "pk")
    )


# A pair of an entry that was joined meanwhile, or taken back with its list, waits no more.
WAITING: Final = Q(
    decision="",
    one__joined_to=None,
    other__joined_to=None,
    one__taken_back_at=None,
    other__taken_back_at=None,
)


def pairs_open(*, viewer: Viewer | None) -> QuerySet[DuplicatePair]:
    """Pairs that wait for the viewer's decision."""
    return pairs_visible(viewer=viewer).filter(WAITING)


def is_doubtful(*, person: Person) -> bool:
    """Say whether a pair of somebody with another one of the community waits for a decision; two statements."""
    waiting = DuplicatePair.objects.filter(decision="", one__taken_back_at=None, other__taken_back_at=None)
    return waiting.filter(one=person).exists() or waiting.filter(other=person).exists()


def pairs_waiting(*, community: str) -> QuerySet[DuplicatePair]:
    """Pairs of a community that wait for a decision, the oldest first; for commands, which have no viewer."""
    return DuplicatePair.objects.filter(WAITING, community=community).order_by("found_at", "pk")


def joins_visible(*, viewer: Viewer | None) -> QuerySet[PersonJoin]:
    """Return the joins of communities where the viewer may join people, the newest first."""
    return (
        PersonJoin.objects.filter(
            in_scope(viewer=viewer, action=Action.JOIN_PEOPLE, field="community"),
            kept__identity_removed_at=None,
        )
        .select_related("kept__household", "joined__household", "pair")
        .order_by("-joined_at", "-pk")
    )


def join_of(*, pair: DuplicatePair) -> PersonJoin | None:
    """Return the join that stands on a visible pair, or None."""
    return PersonJoin.objects.filter(pair=pair, undone_at=None).first()


def joins_of(*, file: PersonFile) -> list[PersonJoin]:
    """Return the joins that made a visible person of several entries, the newest first."""
    joined = file.ids[1:]
    rows = PersonJoin.objects.filter(joined__in=joined, undone_at=None).select_related("joined")
    return list(rows.order_by("-joined_at", "-pk"))


@dataclass(frozen=True)
class Side:
    """One side of a pair, as a page may show it. Digests compare what is masked."""

    person: Person
    identity: MaskedIdentity
    id_digest: str
    phone_digest: str
    sources: list[PersonSource]


def sides_of(*, pair: DuplicatePair) -> tuple[Side, Side]:
    """Return both sides of a visible pair, numbers masked; of a pair that is joined each side keeps what it told."""
    return _side(pair.one, pair.other_id), _side(pair.other, pair.one_id)


def _side(person: Person, across: UUID) -> Side:
    entries = [entry for entry in entries_of(person=person) if entry.pk != across]
    with_id = next((entry for entry in entries if entry.id_digest), person)
    with_phone = next((entry for entry in entries if entry.phone_digest), person)
    return Side(
        person=person,
        identity=MaskedIdentity(
            id_number=mask_number(number=unseal(with_id.id_sealed)),
            phone=mask_number(number=unseal(with_phone.phone_sealed)),
        ),
        id_digest=digest_now(stored=with_id.id_digest, sealed=with_id.id_sealed),
        phone_digest=digest_now(stored=with_phone.phone_digest, sealed=with_phone.phone_sealed),
        sources=list(PersonSource.objects.filter(person__in=entries).order_by("told_at", "pk")),
    )


def decider_of(*, pair: DuplicatePair) -> str:
    """Return the name of who decided a pair, or ''."""
    return names_of(ids={pair.decided_by}).get(pair.decided_by, "") if pair.decided_by else ""
