"""Who a lead may mean: people of the community's own register by name, of others only where to ask."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.people.models import Person
from linli.people.queries import people_visible
from linli.sealing.seals import digests_of
from linli.staff.queries import PostOfColleague, colleagues_under
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer
from linli.tracing.models import Lead


@dataclass(frozen=True)
class Match:
    """Somebody of the viewer's register who may be meant. grounds: SAME_ID, SAME_PHONE, BIRTH_AND_NAME."""

    person: Person
    grounds: tuple[str, ...]


def matches_here(*, viewer: Viewer, lead: Lead) -> list[Match]:
    """Return people of the lead's community whom the viewer may see and the lead may mean, the surest first.

    By ID number, by phone, or by day of birth with the name. What a joined entry tells is told of the person.
    """
    entries = _entries(lead).filter(community=lead.community)
    grounds: dict[object, list[str]] = {}
    for entry in entries:
        known = grounds.setdefault(entry.joined_to_id or entry.pk, [])
        known += [ground for ground in _grounds(lead, entry) if ground not in known]
    people = people_visible(viewer=viewer).filter(community=lead.community, pk__in=list(grounds))
    found = [Match(person, tuple(sorted(grounds[person.pk], key=ORDER.index))) for person in people]
    return sorted(found, key=lambda match: ORDER.index(match.grounds[0]))


def is_known_in_other_grid(*, viewer: Viewer, lead: Lead) -> bool:
    """Say whether the register of the community has a match that this viewer may not see; the secretary does."""
    owners = {entry.joined_to_id or entry.pk for entry in _entries(lead).filter(community=lead.community)}
    return people_visible(viewer=viewer).filter(pk__in=owners).count() < len(owners)


@dataclass(frozen=True)
class KnownElsewhere:
    """Another community that knows the person, and whom to ask there; nothing of the person."""

    community: str
    place: str
    ask: list[PostOfColleague]


def known_elsewhere(*, lead: Lead, now: datetime) -> list[KnownElsewhere]:
    """Return the other communities whose register has the same ID number or phone, in order of code."""
    same = _exact(lead)
    codes = (
        Person.objects.filter(same).exclude(community=lead.community).values_list("community", flat=True)
        if same
        else Person.objects.none().values_list("community", flat=True)
    )
    return [
        KnownElsewhere(code, path_names(code=AreaCode(code)), _secretaries(code, now))
        for code in sorted(set(codes))
    ]


def _secretaries(community: str, now: datetime) -> list[PostOfColleague]:
    posts = colleagues_under(area=AreaCode(community), action=Action.DIRECT_LEADS, on=day_of(now))
    return [post for post in posts if post.role == Role.SECRETARY]


ORDER = ("SAME_ID", "SAME_PHONE", "BIRTH_AND_NAME")


def _grounds(lead: Lead, entry: Person) -> list[str]:
    return [
        ground
        for ground, agrees in (
            ("SAME_ID", entry.id_digest in _ids(lead)),
            ("SAME_PHONE", entry.phone_digest in _phones(lead)),
            ("BIRTH_AND_NAME", lead.born_on and (entry.born_on, entry.name) == (lead.born_on, lead.name)),
        )
        if agrees
    ]


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


def _entries(lead: Lead) -> QuerySet[Person]:
    same = _exact(lead)
    if lead.born_on and lead.name:
        same |= Q(born_on=lead.born_on, name=lead.name)
    return Person.objects.filter(same) if same else Person.objects.none()
