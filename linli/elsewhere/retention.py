"""What stays of people registered elsewhere when identity is removed, and what goes."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from linli.elsewhere.commands import forget_found
from linli.elsewhere.models import FoundHere
from linli.elsewhere.rules import FoundState
from linli.erasure import PLACE, Erasure, Retention, table


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what was told here and answered about them; nothing else hangs on it."""
    forget_found(people=erasure.people)
    return []


def keeps(entries: Collection[UUID]) -> list[QuerySet[Any, Any]]:
    """Find for whom the answer of the community that has them registered is waited."""
    rows = FoundHere.objects.filter(person__in=entries, state=FoundState.WAITING)
    return [rows.values_list(Value("FOUND"), "person")]


RETENTION: Final = Retention(
    app="elsewhere",
    personal={
        "FoundHere": table(
            f"{PLACE} person arrived_on found_at found_by state answered_at answered_by",
            "name address answer",
            "who was responsible for whom when",
        ),
    },
    forget=forget,
    why={"FOUND": _("人在别的社区，等登记的社区答复")},
    keeps=keeps,
)
