"""Changed cards of persons and households: merged field by field with what others changed meanwhile."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linli.observation.commands import change_household_card
from linli.people.commands import CardAnswer, CardFieldUnknown, CardInFuture, NewCardChange, change_card
from linli.people.models import Household, Person
from linli.people.rules.cards import NO, YES
from linli.phone.operations import Operation
from linli.phone.refusals import Refused
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def take_person_card(*, operation: Operation, by: Viewer, reach: Viewer, now: datetime) -> dict[str, Any]:
    """Change a person's card. Raises Refused. Call it inside a savepoint."""
    mine = in_scope(viewer=reach, action=Action.REGISTER_PERSON)
    named = Person.objects.filter(mine, pk=operation.data.person, identity_removed_at=None)
    person = named.select_related("household").first()
    if person is None:
        raise Refused("not_yours")
    new = _new(operation, person, _said(operation, ("name", "phone")))
    try:
        return _told(change_card(new=new, by=by, now=now))
    except (CardFieldUnknown, CardInFuture) as error:
        raise _refused(error) from error


def take_household_card(*, operation: Operation, by: Viewer, reach: Viewer, now: datetime) -> dict[str, Any]:
    """Change a household's card; one that cannot keep apart is observed together. Raises Refused."""
    mine = in_scope(viewer=reach, action=Action.REGISTER_PERSON)
    household = Household.objects.filter(mine, pk=operation.data.household).first()
    if household is None:
        raise Refused("not_yours")
    new = _new(operation, household, _said(operation, ("note", "walk_order", "apart")))
    try:
        return _told(change_household_card(new=new, by=by, now=now))
    except (CardFieldUnknown, CardInFuture) as error:
        raise _refused(error) from error


def _said(operation: Operation, names: tuple[str, ...]) -> dict[str, str]:
    told = {name: getattr(operation.data, name) for name in names}
    return {name: _word(value) for name, value in told.items() if value is not None}


def _word(value: object) -> str:
    """Return a value as cards keep it: yes, no, '' for nobody asked, else the text."""
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)


def _new(operation: Operation, card: Person | Household, said: Mapping[str, str]) -> NewCardChange:
    base = {name: _word(value) for name, value in operation.base.items()}
    return NewCardChange(op=operation.id, card=card, said=said, base=base, claimed_at=operation.claimed_at)


def _told(answer: CardAnswer) -> dict[str, Any]:
    if not answer.conflicts:
        return {"status": "ok"}
    both = {name: {"mine": mine, "kept": kept} for name, (mine, kept) in answer.conflicts.items()}
    return {"status": "conflict", "both": both}


def _refused(error: CardFieldUnknown | CardInFuture) -> Refused:
    if isinstance(error, CardInFuture):
        return Refused("future")
    return Refused("malformed", {name: str(Refused("malformed").reason) for name in error.fields})
