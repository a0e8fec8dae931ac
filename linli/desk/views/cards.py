"""Cards of persons and households: changed at the desk, and what two people changed without seeing each other."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.desk.card_forms import (
    CardForm,
    ConflictForm,
    HouseholdCardForm,
    PersonCardForm,
    PhoneHeld,
)
from linli.ids import new_id
from linli.observation.commands import change_household_card
from linli.people.commands import CardAnswer, CardFieldUnknown, NewCardChange, change_card, look_at_conflict
from linli.people.queries import Household, Person, households_seen, masked_identity, people_visible
from linli.people.queries.cards import CardChange, overwritten_for, told_of, value_of
from linli.people.rules import ending
from linli.people.rules.cards import Card
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import may

CONFLICTS_SHOWN = 50
MARK_LENGTH = 16  # of a digest: enough to tell two phones of one card apart


@staff_page
def person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Change a person's name or phone."""
    mine = in_scope(viewer=request.viewer, action=Action.REGISTER_PERSON)
    row = get_object_or_404(people_visible(viewer=request.viewer).filter(mine), pk=person_id)
    form = PersonCardForm(request.POST or None, shown={"name": row.name}, held=_held(row))
    if request.method == "POST" and form.is_valid() and _changed(request, form, row):
        return redirect("desk:person", row.pk)
    context = {"form": form, "title": row.name, "person": row}
    return render(request, "desk/card.html", context, status=422 if form.errors else 200)


@staff_page
def household(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """Change a household's note or its place in the walk."""
    mine = households_seen(viewer=request.viewer, action=Action.REGISTER_PERSON)
    row = get_object_or_404(mine, pk=household_id)
    form = HouseholdCardForm(request.POST or None, shown={"note": row.note, "walk_order": row.walk_order})
    if request.method == "POST" and form.is_valid() and _changed(request, form, row):
        return redirect("desk:household", row.pk)
    context = {"form": form, "title": row.address}
    return render(request, "desk/card.html", context, status=422 if form.errors else 200)


def _held(row: Person) -> PhoneHeld:
    masked = masked_identity(person=row).phone
    return PhoneHeld(ends=ending(number=masked), mark=row.phone_digest[:MARK_LENGTH], masked=masked)


def _changed(request: StaffRequest, form: CardForm, card: Person | Household) -> bool:
    """Change what was changed and say what came of it; False where a value cannot stand, said at its field."""
    if not form.changes:
        messages.info(request, _("没有改动。"))
        return True
    new = NewCardChange(
        op=form.cleaned_data["op"], card=card, said=form.changes, base=form.base, claimed_at=timezone.now()
    )
    try:
        answer = _change(new, request)
    except CardFieldUnknown as error:
        for name in error.fields:
            form.add_error(name, _("这个内容不能保存，请核对。"))
        return False
    if answer.conflicts:
        messages.warning(request, _("已保存；同时有人改过同一项，两个内容都留着，请在“两处都改过的”里核对。"))
    else:
        messages.success(request, _("已保存。"))
    return True


def _change(new: NewCardChange, request: StaffRequest) -> CardAnswer:
    change = change_card if isinstance(new.card, Person) else change_household_card
    return change(new=new, by=request.viewer, now=timezone.now())


@staff_page
def conflicts(request: StaffRequest) -> HttpResponse:
    """Show what was overwritten unseen; leave it so, or put it back."""
    if not may(viewer=request.viewer, action=Action.REGISTER_PERSON):
        return render(request, "403.html", status=403)
    waiting = overwritten_for(viewer=request.viewer)
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        change = get_object_or_404(waiting, pk=form.cleaned_data["change"])
        if form.cleaned_data["what"] == "use":
            _put_back(request, change)
        look_at_conflict(change=change, by=request.viewer, now=timezone.now())
        messages.success(request, _("已记下。"))
        return redirect("desk:card_conflicts")
    told = told_of(changes=list(waiting[:CONFLICTS_SHOWN]))
    context = {"told": told, "count": waiting.count()}
    return render(request, "desk/card_conflicts.html", context, status=422 if form.errors else 200)


def _put_back(request: StaffRequest, change: CardChange) -> None:
    """Put an overwritten value back, as a new change that has seen what stands."""
    (told,) = told_of(changes=[change])
    visible = in_scope(viewer=request.viewer, action=Action.REGISTER_PERSON)
    if change.card == Card.PERSON:
        card: Person | Household = get_object_or_404(
            people_visible(viewer=request.viewer).filter(visible), pk=change.subject
        )
    else:
        card = get_object_or_404(
            households_seen(viewer=request.viewer, action=Action.REGISTER_PERSON), pk=change.subject
        )
    new = NewCardChange(
        op=new_id(),
        card=card,
        said={change.field: value_of(change=change)},
        base={change.field: told.kept_value},
        claimed_at=timezone.now(),
    )
    _change(new, request)
