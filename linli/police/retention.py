"""What stays of hand-overs to the police when identity is removed, and what goes."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from linli.erasure import PLACE, Erasure, Retention, table
from linli.police.commands import forget_hand_overs
from linli.police.queries import waiting_hand_overs


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what was told and answered about them; nothing else hangs on it."""
    forget_hand_overs(people=erasure.people)
    return []


def keeps(entries: Collection[UUID]) -> list[QuerySet[Any, Any]]:
    """Find of whom a hand-over to the police waits for an answer."""
    rows = waiting_hand_overs().filter(observation__person__in=entries)
    return [rows.values_list(Value("POLICE"), "observation__person")]


RETENTION: Final = Retention(
    app="police",
    personal={
        "PoliceHandOver": table(
            f"{PLACE} observation office at by answered_at answered_by done withdrawn_at withdrawn_by",
            "told_sealed answer",
            "that police were asked and answered",
        ),
    },
    forget=forget,
    why={"POLICE": _("移交给民警还没有答复")},
    keeps=keeps,
)
