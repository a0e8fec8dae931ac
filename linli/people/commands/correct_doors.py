"""The address of a household put right; and undone."""

from datetime import datetime

from django.db import transaction

from linli.people.commands.corrections import NothingCorrected, UndoneAlready, write_correction
from linli.people.commands.people import block_of
from linli.people.models import Correction, Household, Person
from linli.people.queries.corrections import facts_in
from linli.people.rules import parse_address
from linli.people.rules.corrections import About
from linli.people.words import search_text
from linli.staff.rules import Viewer


class DoorTaken(Exception):
    """Another household of the community is registered at this door; `household` is it."""

    def __init__(self, household: Household) -> None:
        super().__init__(household.pk)
        self.household = household


@transaction.atomic
def correct_address(
    *, household: Household, address: str, reason: str, by: Viewer, now: datetime
) -> Correction:
    """Put the address of a household right, with the place in the walk; who lives there stays.

    Raises CorrectionNeedsReason, NothingCorrected, DoorTaken; nothing is changed then.
    """
    held = Household.objects.select_for_update().get(pk=household.pk)
    return _put(held, address.strip(), reason, by, now, None)


@transaction.atomic
def undo_household(*, correction: Correction, reason: str, by: Viewer, now: datetime) -> Correction:
    """Put back the address that stood before. Raises CorrectionNeedsReason, DoorTaken, UndoneAlready."""
    held = Household.objects.select_for_update().get(pk=correction.subject)
    put_there, back = facts_in(sealed=correction.after_sealed), facts_in(sealed=correction.before_sealed)
    if "address" not in put_there or held.address != put_there["address"]:
        raise UndoneAlready(correction.pk)
    if Correction.objects.filter(undoes=correction).exists():
        raise UndoneAlready(correction.pk)
    return _put(held, back["address"], reason, by, now, correction)


def _put(
    held: Household, address: str, reason: str, by: Viewer, now: datetime, undoes: Correction | None
) -> Correction:
    if held.address == address:
        raise NothingCorrected(held.pk)
    told = parse_address(text=address)
    others = Household.objects.filter(community=held.community, address_key=told.key).exclude(pk=held.pk)
    if told.key and (taken := others.first()):
        raise DoorTaken(taken)
    correction = write_correction(
        about=About.HOUSEHOLD,
        subject=held.pk,
        of=held,
        before={"address": held.address},
        after={"address": address},
        reason=reason,
        by=by,
        now=now,
        undoes=undoes,
    )
    held.address, held.address_key = address, told.key
    held.building, held.walk_order = block_of(address=told), told.walk_order
    held.save(update_fields=["address", "address_key", "building", "walk_order"])
    members = list(Person.objects.filter(household=held, identity_removed_at=None))
    for member in members:
        member.search_text = search_text(name=member.name, address=address)
    Person.objects.bulk_update(members, ["search_text"])
    return correction
