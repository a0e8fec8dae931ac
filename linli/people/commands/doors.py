"""The list of all doors of a community: households in which nobody needs to be known."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from linli.areas.rules import AreaCode
from linli.people.commands.people import PersonCard, households_at
from linli.people.models import Call, CardChange, Correction, Household, Person

# So many addresses are looked for in one statement.
DOORS_A_STATEMENT: Final = 1000


@dataclass(frozen=True)
class ListedDoor:
    """A door put on the list. is_new: nobody knew it before; was_listed: it stood on the list already."""

    household: Household
    is_new: bool
    was_listed: bool


def list_doors(*, community: AreaCode, doors: Sequence[tuple[str, str]], now: datetime) -> list[ListedDoor]:
    """Put doors, each with its address and the name of its grid or '', on a community's list; return them in order.

    Every address names a door, and none twice. A door that is known keeps its grid. Call it inside a transaction.
    """
    result: list[ListedDoor] = []
    for start in range(0, len(doors), DOORS_A_STATEMENT):
        cards = [
            PersonCard(name="", address=address, grid_name=grid)
            for address, grid in doors[start : start + DOORS_A_STATEMENT]
        ]
        made, homes = households_at(community=community, cards=cards)
        new = {home.pk for home in made}
        result += [ListedDoor(home, home.pk in new, home.listed_at is not None) for home in homes]
        unlisted = [home.pk for home in homes if home.listed_at is None]
        Household.objects.filter(pk__in=unlisted).update(listed_at=now)
    return result


def untouched_doors(*, doors: QuerySet[Household]) -> QuerySet[Household]:
    """Return those of some doors at which nobody was registered, rung, noted or put right."""
    return doors.filter(
        *(
            ~Exists(table.objects.filter(**{field: OuterRef("pk")}))
            for table, field in (
                (Person, "household"),
                (Call, "household"),
                (CardChange, "subject"),
                (Correction, "subject"),
            )
        ),
        note__isempty=True,
        cannot_separate=None,
    )


def unlist_doors(*, made: Collection[UUID], known: Collection[UUID]) -> None:
    """Take doors off the list: those that were made for it go, those that were known before stay as they were.

    Call it inside a transaction, for `made` only with untouched doors.
    """
    Household.objects.filter(pk__in=known).update(listed_at=None)
    Household.objects.filter(pk__in=made).delete()
