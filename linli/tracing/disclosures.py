"""Leads handed on to another community as givings, where they led to a person; where they did not nobody can be told."""

from typing import Final

from django.db.models import QuerySet

from linli.disclosures.kinds import HandedOn
from linli.disclosures.rules import Kind
from linli.tracing.models import LeadEvent
from linli.tracing.rules import Move


def _handed_on() -> QuerySet[LeadEvent]:
    return LeadEvent.objects.filter(what=Move.HAND_ON, lead__person__isnull=False)


HANDED_ON: Final = HandedOn(
    Kind.LEAD, _handed_on, person="lead__person", recipient="about", at="at", giver="community"
)
