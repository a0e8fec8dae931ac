"""Who a lead may mean: people of the community's own register by name, of others only where to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.people.models import Person
from linli.people.queries import people_visible
from linli.people.queries.duplicates import groups_of
from linli.people.rules.same_person import Answer, Ground, Judgement, Traits, judge, shared_phones
from linli.sealing.seals import digest_now, digests_of
from linli.staff.queries import PostOfColleague, colleagues_under
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer, may_at
from linli.tracing.models import Lead


@dataclass(frozen=True)
class Match:
    """Somebody of the viewer's register who may be meant, and what agrees, the strongest first."""

    person: Person
    grounds: tuple[Ground, ...]


def matches_here(*, viewer: Viewer, lead: Lead) -> list[Match]:
    """Return people of the lead's community whom the viewer may see and the lead may mean, the surest first.

    Whom the rule of one person takes for other people are left out. What a joined entry tells is told of the person.
    """
    judged = _judged(lead)
    people = people_visible(viewer=viewer).filter(community=lead.community, pk__in=list(judged))
    found = [Match(person, judged[person.pk].grounds) for person in people]
    order = list(Ground)
    return sorted(found, key=lambda match: order.index(match.grounds[0]))


def is_known_in_other_grid(*, viewer: Viewer, lead: Lead) -> bool:
    """Say whether the register of the community has a match that this viewer may not see; the secretary does."""
    owners = _judged(lead)
    return people_visible(viewer=viewer).filter(pk__in=owners).count() < len(owners)


@dataclass(frozen=True)
class KnownElsewhere:
    """Another community that knows the person, and whom to ask there; nothing of the person."""

    community: str
    place: str
    ask: list[PostOfColleague]


def people_elsewhere(*, viewer: Viewer, lead: Lead) -> list[Person]:
    """Return who of other communities has the same ID number or phone and the same name.

    A number alone tells nobody where it lives, but whoever directs leads there.
    """
    same = _exact(lead)
    found = Person.objects.filter(same).exclude(community=lead.community) if same else Person.objects.none()
    return [
        person
        for person in found.order_by("community", "pk")
        if (lead.name and person.name == lead.name)
        or may_at(viewer=viewer, action=Action.DIRECT_LEADS, area=person.community)
    ]


def known_elsewhere(*, people: Sequence[Person], now: datetime) -> list[KnownElsewhere]:
    """Return the communities of people of elsewhere, in order of code."""
    codes = {person.community for person in people}
    return [
        KnownElsewhere(code, path_names(code=AreaCode(code)), _secretaries(code, now))
        for code in sorted(codes)
    ]


def _secretaries(community: str, now: datetime) -> list[PostOfColleague]:
    posts = colleagues_under(area=AreaCode(community), action=Action.DIRECT_LEADS, on=day_of(now))
    return [post for post in posts if post.role == Role.SECRETARY]


def _judged(lead: Lead) -> dict[UUID, Judgement]:
    """Judge everybody of the lead's community who has something in common with it; other people are left out."""
    same = _exact(lead)
    if lead.born_on and lead.name:
        same |= Q(born_on=lead.born_on, name=lead.name)
    there = Person.objects.filter(community=lead.community, taken_back_at=None)
    met = there.filter(same) if same else Person.objects.none()
    owners = {joined_to or pk for pk, joined_to in met.values_list("pk", "joined_to_id")}
    groups = groups_of(people=owners, community=lead.community)
    told = Traits(
        name=lead.name,
        id_digest=digest_now(stored=lead.id_digest, sealed=lead.id_sealed),
        phone_digest=digest_now(stored=lead.phone_digest, sealed=lead.phone_sealed),
        born_on=lead.born_on,
    )
    shared = shared_phones(entries=[told, *(traits for group in groups.values() for traits in group)])
    judged = {person: judge(one=[told], other=group, shared=shared) for person, group in groups.items()}
    return {person: found for person, found in judged.items() if found.answer != Answer.OTHER}


def _exact(lead: Lead) -> Q:
    same = Q()
    if lead.id_digest:
        same |= Q(id_digest__gt="", id_digest__in=_ids(lead))
    if lead.phone_digest:
        same |= Q(phone_digest__gt="", phone_digest__in=_phones(lead))
    return same


def _ids(lead: Lead) -> list[str]:
    return digests_of(stored=lead.id_digest, sealed=lead.id_sealed)


def _phones(lead: Lead) -> list[str]:
    return digests_of(stored=lead.phone_digest, sealed=lead.phone_sealed)
