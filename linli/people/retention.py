"""What stays of people when identity is removed, and what goes."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from linli.erasure import PLACE, Erasure, Retention, rows_gone, table
from linli.people.commands import forget_doors, forget_people
from linli.people.models import DuplicatePair


def forget(erasure: Erasure) -> list[UUID]:
    """Remove who they were; return the doors where nobody with an identity lives any more."""
    forget_people(people=erasure.people, now=erasure.now)
    return forget_doors(people=erasure.people, communities=erasure.communities)


def keeps(entries: Collection[UUID]) -> list[QuerySet[Any, Any]]:
    """Find whom a pair that nobody has decided may join to somebody else."""
    open_ = DuplicatePair.objects.filter(decision=DuplicatePair.Decision.OPEN)
    return [
        open_.filter(**{f"{side}__in": entries}).values_list(Value("DUPLICATE"), side)
        for side in ("one", "other")
    ]


RETENTION: Final = Retention(
    app="people",
    personal={
        "Person": table(
            f"{PLACE} household registered_at identity_removed_at joined_to joined_at taken_back_at",
            "name search_text sex born_on id_type id_sealed id_digest phone_sealed phone_digest tags",
            "counts of people and of households seen",
        ),
        "Household": table(
            f"{PLACE} listed_at",
            "address address_key building walk_order cannot_separate note",
            "counts of households asked; the address goes when nobody with an identity lives there, unless the door is on a list",
        ),
        "PersonSource": table(
            "id county community person kind told_at by",
            "note reference",
            "how people become known, by number",
        ),
        "GuardianWord": table(
            "id county community person consent at by done_at done_by",
            "guardian told_by done",
            "that a child's guardian was asked, when and by whom",
        ),
        "DuplicatePair": table(
            "id county community one other certainty grounds found_at decision decided_at decided_by",
            "reason",
            "that a pair was decided, by whom",
        ),
        "ToldAgain": table(
            f"{PLACE} person arrival kind at by is_unseen decision decided_at decided_by",
            "told_sealed stood_sealed reason",
            "that somebody was told of again, and that it was decided, by whom",
        ),
        "Correction": table(
            f"{PLACE} about subject person at by undoes",
            "before_sealed after_sealed reason",
            "that something was put right, when and by whom",
        ),
        "PersonJoin": table(
            "id county community pair kept joined joined_at by moved undone_at undone_by",
            "reason undo_reason",
            "why an observation was struck off and never counted twice",
        ),
        "Call": table(
            f"{PLACE} person household at received_at by way purpose outcome",
            "office note early_reason",
            "that somebody was looked for as often as it takes to be lost",
        ),
        "CallPlan": rows_gone("a wish of a family"),
        "CardChange": rows_gone("values of names, telephones and notes"),
    },
    nobody={
        "GridMove": "which doors went from one grid to another",
    },
    forget=forget,
    why={
        "DUPLICATE": _("可能是重复登记，等待判定"),
    },
    keeps=keeps,
)
