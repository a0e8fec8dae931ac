"""What somebody says of a form's day: that it was not handed in after all, that it need not be, that it must."""

from datetime import date, datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.returns.commands import ReasonMissing, locked_form
from linli.returns.models import Excuse, Form, HandIn
from linli.returns.rules.days import may_be_taken_back
from linli.staff.rules import Viewer


class NothingHandedIn(Exception):
    """No word stands that the form was handed in on this day."""


class TooLate(Exception):
    """The hour of the form has passed, so what was handed in stands; a change is another draft."""


class HandedIn(Exception):
    """The form was handed in on this day, so it need not be excused."""


@transaction.atomic
def take_back_hand_in(*, form: Form, day: date, why: str, by: Viewer, now: datetime) -> HandIn:
    """Say that the newest draft of a day was not handed in after all; it stays, with why.

    Raises NotYourForm, ReasonMissing, NothingHandedIn, TooLate.
    """
    form = locked_form(form, by)
    last = HandIn.objects.filter(form=form, day=day, taken_back_at=None).order_by("-number").first()
    if last is None:
        raise NothingHandedIn
    if not may_be_taken_back(day=day, due_at=form.due_at, handed_in_at=last.handed_in_at, now=now):
        raise TooLate
    if not why:
        raise ReasonMissing
    last.taken_back_at, last.taken_back_by, last.taken_back_why = now, by.user_id, why
    last.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    told: dict[str, int | str] = {"number": last.number, "reason": why}
    _write("form.hand_in_taken_back", form, day, by, now, told)
    return last


@transaction.atomic
def excuse_day(*, form: Form, day: date, reason: str, by: Viewer, now: datetime) -> Excuse:
    """Say that a form need not be handed in on a day, and why; said already it stands as it was said.

    Raises NotYourForm, ReasonMissing, HandedIn.
    """
    form = locked_form(form, by)
    if HandIn.objects.filter(form=form, day=day, taken_back_at=None).exists():
        raise HandedIn
    stands = Excuse.objects.filter(form=form, day=day, taken_back_at=None).first()
    if stands:
        return stands
    if not reason:
        raise ReasonMissing
    made = Excuse.objects.create(form=form, day=day, reason=reason, said_at=now, said_by=by.user_id)
    _write("form.excused", form, day, by, now, {"reason": reason})
    return made


@transaction.atomic
def ask_after_all(*, form: Form, day: date, by: Viewer, now: datetime) -> None:
    """Say that a form must be handed in on a day of which somebody said otherwise. Raises NotYourForm."""
    form = locked_form(form, by)
    stands = Excuse.objects.filter(form=form, day=day, taken_back_at=None).first()
    if stands:
        stands.taken_back_at, stands.taken_back_by = now, by.user_id
        stands.save(update_fields=["taken_back_at", "taken_back_by"])
        _write("form.asked_after_all", form, day, by, now, {"reason": stands.reason})


def _write(action: str, form: Form, day: date, by: Viewer, now: datetime, told: dict[str, int | str]) -> None:
    write_event(
        action=action,
        area=form.area,
        by=by.user_id,
        now=now,
        subject=form.pk,
        changed={"day": day.isoformat(), **told},
    )
