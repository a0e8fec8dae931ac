"""What stays of emergencies when identity is removed, and what goes."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from linli.emergencies.commands import forget_emergencies
from linli.emergencies.models import Emergency
from linli.erasure import PLACE, Erasure, Retention, table


def forget(erasure: Erasure) -> list[UUID]:
    """Remove the words of emergencies of them, and of doors where nobody is kept."""
    forget_emergencies(people=erasure.people, households=list(erasure.subjects))
    return []


def keeps(entries: Collection[UUID]) -> list[QuerySet[Any, Any]]:
    """Find of whom an emergency is not closed."""
    open_ = Emergency.objects.filter(person__in=entries, closed_at=None)
    return [open_.values_list(Value("EMERGENCY"), "person")]


RETENTION: Final = Retention(
    app="emergencies",
    personal={
        "Emergency": table(
            f"{PLACE} kind people person household found_at received_at by clock_at closed_at withdrawn",
            "words words_now",
            "that an emergency was told and acknowledged in time",
        ),
        "EmergencyStep": table("id emergency kind level at by", "words", "who acknowledged when"),
    },
    nobody={"EmergencyLevel": "which office knew of an emergency when, and what the clock told it"},
    forget=forget,
    why={
        "EMERGENCY": _("紧急报告没有办结"),
    },
    keeps=keeps,
)
