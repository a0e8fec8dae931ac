"""Changed cards of households."""

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from linli.messages import NOT_YOURS, Answer, Message, MessageKind, Refused, Strict, Words
from linli.observation.commands import change_household_card
from linli.people.commands import CardFieldUnknown, CardInFuture
from linli.people.models import Household
from linli.people.phone import card_answer, card_change, card_refused
from linli.staff.queries import in_scope
from linli.staff.rights import Action


class HouseholdCard(Strict):
    """Changed fields of a household's card; apart: can the members keep apart."""

    household: UUID
    note: Words | None = None
    walk_order: Words | None = None
    apart: bool | None = None


def take_household_card(*, message: Message) -> Answer:
    """Change a household's card; one that cannot keep apart is observed together. Raises Refused."""
    mine = in_scope(viewer=message.reach, action=Action.REGISTER_PERSON)
    household = Household.objects.filter(mine, pk=message.data.household).first()
    if household is None:
        raise Refused(NOT_YOURS)
    new = card_change(message=message, card=household, names=("note", "walk_order", "apart"))
    try:
        changed = change_household_card(new=new, by=message.by, now=message.now)
        return card_answer(answer=changed, message=message, area=household.area)
    except (CardFieldUnknown, CardInFuture) as error:
        raise card_refused(error=error) from error


def place_of_household(*, message: Message) -> str | None:
    """Return the area of the household whose card a message changes."""
    return Household.objects.filter(pk=message.data.household).values_list("area", flat=True).first()


HOUSEHOLD_CARD: Final = MessageKind(
    code="household",
    words=_("改住户卡片"),
    shape=HouseholdCard,
    right=Action.REGISTER_PERSON,
    place=place_of_household,
    take=take_household_card,
)
