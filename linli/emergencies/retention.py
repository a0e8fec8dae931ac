"""What stays of emergencies when identity is removed, and what goes."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from linli.emergencies.commands import forget_emergencies
from linli.emergencies.models import Emergency
from linli.erasure import PLACE, Entry, Erasure, Retention, table


def forget(erasure: Erasure) -> list[UUID]:
    """Remove the words of emergencies of them, and of doors where nobody is kept."""
    forget_emergencies(people=erasure.people, households=list(erasure.subjects))
    return []


def keeps(entries: Sequence[Entry]) -> Iterator[tuple[str, UUID]]:
    """Yield of whom an emergency is not closed. One statement."""
    known = [entry.person for entry in entries]
    for person in Emergency.objects.filter(person__in=known, closed_at=None).values_list("person", flat=True):
        if person:
            yield "EMERGENCY", person


RETENTION: Final = Retention(
    app="emergencies",
    personal={
        "Emergency": table(
            f"{PLACE} kind people person household found_at received_at by waiting_for waiting_until closed_at",
            "words",
            "that an emergency was told and acknowledged in time",
        ),
        "EmergencyStep": table("id emergency kind level at by", "words", "who acknowledged when"),
    },
    forget=forget,
    why={
        "EMERGENCY": _("紧急报告没有办结"),
    },
    keeps=keeps,
)
