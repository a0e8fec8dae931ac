"""People whom a list entered leave the register because the list is taken back, and come back; nothing is deleted."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from linli.areas.rules import AreaCode
from linli.audit.commands import write_events
from linli.people.commands.duplicates import note_duplicates
from linli.people.models import Person, ToldAgain
from linli.people.rules.corrections import Verdict
from linli.staff.rules import Viewer


class RegisteredAgain(Exception):
    """Somebody with the ID number of one of them was registered since; `names` says of whom."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names


def take_off_register(*, community: AreaCode, people: Collection[UUID], by: Viewer, now: datetime) -> None:
    """Let people of a community be known to nobody here; who is told of the same number is a new person.

    Two statements. Call it inside the transaction that strikes off their observations.
    """
    there = Person.objects.filter(pk__in=people, community=community, taken_back_at=None)
    there.update(taken_back_at=now)
    write_events(action="person.taken_back", area=community, by=by.user_id, now=now, subjects=sorted(people))


def put_on_register_again(
    *, community: AreaCode, people: Collection[UUID], by: Viewer, now: datetime
) -> None:
    """Let people of a community be known again; whom they may be by now is noted as a pair.

    Call it inside a transaction. Raises RegisteredAgain; nothing is changed then.
    """
    gone = Person.objects.filter(pk__in=people, community=community, taken_back_at__isnull=False)
    same = Person.objects.filter(id_digest=OuterRef("id_digest"), taken_back_at=None)
    again = gone.filter(Exists(same), id_digest__gt="").order_by("name", "pk")
    if names := tuple(again.values_list("name", flat=True)):
        raise RegisteredAgain(names)
    gone.update(taken_back_at=None)
    write_events(
        action="person.taken_in_again", area=community, by=by.user_id, now=now, subjects=sorted(people)
    )
    note_duplicates(community=community, people=people, now=now)


def withdraw_told(*, told: Collection[UUID], reason: str, by: Viewer, now: datetime) -> None:
    """Let what a list told again and nobody decided wait no more. One statement. Call it inside a transaction."""
    ToldAgain.objects.filter(pk__in=told, decision="").update(
        decision=Verdict.WITHDRAWN, decided_at=now, decided_by=by.user_id, reason=reason.strip()
    )


def ask_told_again(*, told: Collection[UUID]) -> None:
    """Let what was withdrawn wait for a decision again. One statement. Call it inside a transaction."""
    ToldAgain.objects.filter(pk__in=told, decision=Verdict.WITHDRAWN).update(
        decision="", decided_at=None, decided_by=None, reason=""
    )
