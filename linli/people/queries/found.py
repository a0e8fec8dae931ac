"""Finding somebody: by name, pinyin, initials, telephone, number of a paper, or door."""

from uuid import UUID

from django.db.models import Q, QuerySet

from linli.people.models import Household, Person
from linli.people.queries.people import people_visible
from linli.people.rules.search import door_meant, number_meant
from linli.sealing.seals import digests
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def people_found(*, viewer: Viewer | None, words: str) -> QuerySet[Person]:
    """People whom the viewer may see and whom the words mean.

    A text that is a whole telephone or paper number finds whose it is, by the keyed digest; of half a number nothing is
    kept that could be searched. A text that is a door finds who lives behind it. Else each word must be one of these, or
    stand in name, pinyin, initials or address.
    """
    people = people_visible(viewer=viewer)
    if number := number_meant(text=words):
        return people.filter(_is_owner(number) | Q(search_text__contains=words.lower().strip()))
    if homes := _homes(viewer, words):
        return people.filter(Q(household__in=homes) | Q(search_text__contains=words.lower().strip()))
    for word in words.lower().split():
        if number := number_meant(text=word):
            people = people.filter(_is_owner(number) | Q(search_text__contains=word))
        elif homes := _homes(viewer, word):
            people = people.filter(Q(household__in=homes) | Q(search_text__contains=word))
        else:
            people = people.filter(search_text__contains=word)
    return people


def is_by_number(*, words: str) -> bool:
    """Say whether somebody looks for a number, which stands in no address and in no history of a browser."""
    return any(number_meant(text=text) for text in (words, *words.split()))


def _is_owner(number: str) -> Q:
    """Return the condition that a number is somebody's own or of an entry joined to them. One statement."""
    stored = digests(number)
    by_phone = Person.objects.filter(phone_digest__gt="", phone_digest__in=stored)
    by_paper = Person.objects.filter(id_digest__gt="", id_digest__in=stored)
    rows = by_phone.values_list("pk", "joined_to").union(by_paper.values_list("pk", "joined_to"))
    return Q(pk__in=[kept or own for own, kept in rows])


def _homes(viewer: Viewer | None, text: str) -> list[UUID]:
    """Return the households of the viewer's areas at a door; none where the text names no door. At most one statement."""
    door = door_meant(text=text)
    if door is None:
        return []
    rows = Household.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON))
    return list(rows.filter(address_key__endswith=door.key).values_list("pk", flat=True))
