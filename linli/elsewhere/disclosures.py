"""Who is registered here and stands there, as a giving: both communities are told of it."""

from typing import Final

from django.db.models import QuerySet

from linli.disclosures.kinds import HandedOn
from linli.disclosures.rules import Kind
from linli.elsewhere.models import FoundHere
from linli.elsewhere.rules import FoundState


def _found() -> QuerySet[FoundHere]:
    return FoundHere.objects.exclude(state=FoundState.STRUCK)


HANDED_ON: Final = HandedOn(
    Kind.FOUND, _found, person="person", recipient="community", at="found_at", giver="person__community"
)
