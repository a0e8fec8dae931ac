"""Identity removed from people for good: what is counted stays, who it was does not."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat, Right, StrIndex, Substr, Upper

from linli.people.commands.care import close_care_of_nobody
from linli.people.models import (
    Call,
    CallPlan,
    CardChange,
    Correction,
    DuplicatePair,
    GuardianWord,
    Household,
    Person,
    PersonJoin,
    PersonSource,
    ToldAgain,
)
from linli.people.rules.heads import BY_HEAD

# What stands where a name stood, before the last digits of the row's own id. Nobody finds it by searching.
REMOVED: Final = "已销毁 "
CODE_LENGTH: Final = 6
LAST: Final = "9"  # in walking order: nobody knows where


def hold_people(*, people: Collection[UUID]) -> set[UUID]:
    """Let nobody remove the identity of people until the transaction ends; return those who still have theirs."""
    rows = Person.objects.select_for_update().filter(pk__in=people).order_by("pk")
    return {pk for pk, removed_at in rows.values_list("pk", "identity_removed_at") if removed_at is None}


def forget_people(*, people: Sequence[UUID], now: datetime) -> None:
    """Remove the identity of people with what was told of them; a fixed number of statements however many.

    Call it inside the transaction that removes it everywhere else, after `hold_people`.
    """
    code = Upper(Right(Cast("id", CharField()), CODE_LENGTH))
    Person.objects.filter(pk__in=people).update(
        name=Concat(Value(REMOVED), code),
        search_text="",
        sex="",
        born_on=None,
        id_type="",
        id_sealed=b"",
        id_digest="",
        phone_sealed=b"",
        phone_digest="",
        tags=[],
        identity_removed_at=now,
    )
    close_care_of_nobody(people=people)
    PersonSource.objects.filter(person__in=people).update(note="", reference="")
    GuardianWord.objects.filter(person__in=people).update(guardian="", told_by="", done="")
    Call.objects.filter(person__in=people).update(note="", early_reason="", office="")
    CallPlan.objects.filter(person__in=people).delete()
    CardChange.objects.filter(subject__in=people).delete()
    ToldAgain.objects.filter(person__in=people).update(told_sealed=b"", stood_sealed=b"", reason="")
    Correction.objects.filter(person__in=people).update(before_sealed=b"", after_sealed=b"", reason="")
    DuplicatePair.objects.filter(Q(one__in=people) | Q(other__in=people)).update(reason="")
    PersonJoin.objects.filter(Q(kept__in=people) | Q(joined__in=people)).update(reason="", undo_reason="")


def forget_doors(*, people: Sequence[UUID], communities: Collection[str]) -> list[UUID]:
    """Remove the addresses of people's households where nobody with an identity lives; return which.

    And of every other such household of communities: somebody left it for another one. A door on the community's list keeps
    its address, which tells of nobody (a head's name goes), and loses what was said about it. Call it inside a transaction.
    """
    kept = Exists(Person.objects.filter(household=OuterRef("pk"), identity_removed_at=None))
    theirs = Q(pk__in=Person.objects.filter(pk__in=people).values("household"))
    says = Q(note__isempty=False) | Q(cannot_separate__isnull=False)
    told = (Q(listed_at=None) & (Q(address__gt="") | Q(walk_order__gt=""))) | (
        Q(listed_at__isnull=False) & says
    )
    left = Q(community__in=communities) & told
    lying = Household.objects.filter(theirs | left).filter(~kept)
    # Held first: who is registered at one of these doors meanwhile waits, and its statement below sees them.
    doors = list(lying.select_for_update().order_by("pk").values_list("pk", flat=True))
    empty = list(lying.filter(pk__in=doors).values_list("pk", flat=True))
    emptied = Household.objects.filter(pk__in=empty)
    emptied.update(note="", cannot_separate=None)
    # A door that is named by its head keeps the group alone.
    emptied.exclude(listed_at=None).filter(address_key__contains="#", address_key__endswith=BY_HEAD).update(
        address=Substr("address_key", 1, StrIndex("address_key", Value("#")) - 1),
        address_key="",
        walk_order=LAST,
    )
    emptied.filter(listed_at=None).update(address="", address_key="", building="", walk_order="")
    CardChange.objects.filter(subject__in=empty).delete()
    Correction.objects.filter(subject__in=empty).update(before_sealed=b"", after_sealed=b"", reason="")
    return empty
