"""What a phone brings of people: calls, visits and needs, and changed cards.

Cards are merged field by field with what others changed meanwhile.
"""

from collections.abc import Mapping
from typing import Final, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.messages import (
    FUTURE,
    ID_REUSED,
    MALFORMED,
    NOT_YOURS,
    Answer,
    Message,
    MessageKind,
    Reason,
    Refused,
    Short,
    Strict,
    Words,
)
from linli.people.commands import (
    CallIdReused,
    CallInFuture,
    CallTooEarly,
    CardAnswer,
    CardFieldUnknown,
    CardInFuture,
    Conflict,
    NewCall,
    NewCardChange,
    change_card,
    log_call,
)
from linli.people.models import Household, Person
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.people.rules.cards import NO, YES
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import may_at

TOO_EARLY: Final = Reason("too_early", _("这家人请求过一段时间再联系；请在备注里写明为什么提前联系。"))


class Call(Strict):
    """A call, visit or message, and what a family needs."""

    person: UUID
    way: Way
    purpose: Purpose
    outcome: Literal[Outcome.REACHED, Outcome.NOT_REACHED]
    note: Words = ""


class PersonCard(Strict):
    """Changed fields of a person's card."""

    person: UUID
    name: Words | None = None
    phone: Short | None = None


def place_of_person(*, message: Message) -> str | None:
    """Return the area of the person whom a message tells of."""
    return _told_of().filter(pk=message.data.person).values_list("area", flat=True).first()


def _told_of() -> QuerySet[Person]:
    return Person.objects.filter(identity_removed_at=None, taken_back_at=None)


def take_call(*, message: Message) -> Answer:
    """Write down a call. A note says why it was before the time that the family asked for. Raises Refused."""
    told = message.data
    mine = in_scope(viewer=message.reach, action=Action.RECORD_CHECK)
    person = _told_of().filter(mine, pk=told.person).first()
    if person is None:
        raise Refused(NOT_YOURS)
    new = NewCall(
        id=message.id,
        way=told.way,
        purpose=told.purpose,
        outcome=told.outcome,
        at=message.claimed_at,
        note=told.note,
        early_reason=told.note,
    )
    try:
        log_call(person=person, new=new, by=message.by, now=message.now)
    except CallIdReused as error:
        raise Refused(ID_REUSED) from error
    except CallInFuture as error:
        raise Refused(FUTURE) from error
    except CallTooEarly as error:
        raise Refused(TOO_EARLY) from error
    return {"status": "ok"}


def take_person_card(*, message: Message) -> Answer:
    """Change a person's card. Raises Refused. Call it inside a savepoint."""
    mine = in_scope(viewer=message.reach, action=Action.REGISTER_PERSON)
    person = _told_of().filter(mine, pk=message.data.person).select_related("household").first()
    if person is None:
        raise Refused(NOT_YOURS)
    new = card_change(message=message, card=person, names=("name", "phone"))
    try:
        changed = change_card(new=new, by=message.by, now=message.now)
        return card_answer(answer=changed, message=message, area=person.area)
    except (CardFieldUnknown, CardInFuture) as error:
        raise card_refused(error=error) from error


def card_change(*, message: Message, card: Person | Household, names: tuple[str, ...]) -> NewCardChange:
    """Return what a message changes of a card: those of the named fields that it tells, and what its writer had."""
    told = {name: getattr(message.data, name) for name in names}
    return NewCardChange(
        op=message.id,
        card=card,
        said={name: _word(value) for name, value in told.items() if value is not None},
        base={name: _word(value) for name, value in message.base.items()},
        claimed_at=message.claimed_at,
    )


def _word(value: object) -> str:
    """Return a value as cards keep it: yes, no, '' for nobody asked, else the text."""
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)


def card_answer(*, answer: CardAnswer, message: Message, area: str) -> Answer:
    """Tell a phone what became of a change: ok, or a conflict with both values of each field.

    area: of the card. Whoever may not see it now is told of the conflict alone: the value that stands was never theirs to read.
    """
    if not answer.conflicts:
        return {"status": "ok"}
    if not may_at(viewer=message.by, action=Action.SEE_PERSON, area=area):
        return {"status": "conflict"}
    names = names_of(ids={one.by for one in answer.conflicts.values() if one.by})
    both = {name: _both(one, names) for name, one in answer.conflicts.items()}
    return {"status": "conflict", "both": both}


def _both(one: Conflict, names: Mapping[UUID, str]) -> dict[str, str]:
    by = names.get(one.by, "") if one.by else ""
    return {"mine": one.mine, "kept": one.kept, "other": one.other, "by": by}


def card_refused(*, error: CardFieldUnknown | CardInFuture) -> Refused:
    """Tell a phone why a change cannot stand."""
    if isinstance(error, CardInFuture):
        return Refused(FUTURE)
    return Refused(MALFORMED, {name: str(MALFORMED.words) for name in error.fields})


CALL: Final = MessageKind(
    code="call",
    words=_("联系和需要"),
    shape=Call,
    right=Action.RECORD_CHECK,
    place=place_of_person,
    take=take_call,
)
PERSON_CARD: Final = MessageKind(
    code="person",
    words=_("改人员卡片"),
    shape=PersonCard,
    right=Action.REGISTER_PERSON,
    place=place_of_person,
    take=take_person_card,
)
