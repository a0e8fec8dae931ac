"""Days on which forms were asked for and not handed in, and those of which somebody said that they need not be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.clock import day_of, moment
from linli.returns.models import Excuse as Excuse  # pages may name the type of a row
from linli.returns.models import Form, FormVersion, HandIn
from linli.returns.queries import forms_in_use
from linli.returns.rules.days import days_looked_back, is_asked_on
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class Due:
    """A form with an hour that is not handed in: missed, the days before today, the oldest first; is_due: today's too."""

    form: Form
    missed: tuple[date, ...]
    is_due: bool


def missed_days(*, forms: Sequence[Form], now: datetime) -> dict[UUID, tuple[date, ...]]:
    """Return the days before today of which a form waits to be handed in or excused, by form; two statements."""
    done = _done(forms, days_looked_back(today=day_of(now))[0])
    return {form.pk: tuple(_missed(form, done, now)) for form in forms}


def dues(*, viewer: Viewer, now: datetime) -> list[Due]:
    """Return the viewer's forms that have an hour and a layout and wait to be handed in; four statements at most."""
    forms = [form for form in forms_in_use(viewer=viewer) if form.due_at]
    if not forms:
        return []
    pointed = FormVersion.objects.filter(form__in=forms, taken_back_at=None).exclude(valid_from=None)
    known = set(pointed.values_list("form", flat=True))
    today = day_of(now)
    done = _done(forms, days_looked_back(today=today)[0])
    found = [
        Due(
            form,
            tuple(_missed(form, done, now)),
            (form.pk, today) not in done and is_asked_on(day=today, due_at=form.due_at, made_at=form.made_at),
        )
        for form in forms
        if form.pk in known
    ]
    return [one for one in found if one.missed or one.is_due]


def excuse_of(*, form: Form, day: date) -> Excuse | None:
    """Return the word that stands of a day on which a form need not be handed in, or None."""
    return Excuse.objects.filter(form=form, day=day, taken_back_at=None).first()


def last_excuses(*, form: Form) -> list[Excuse]:
    """Return the days of which somebody said that a form need not be handed in, the newest first; at most thirty."""
    return list(Excuse.objects.filter(form=form, taken_back_at=None).order_by("-day")[:30])


def _done(forms: Sequence[Form], since: date) -> set[tuple[UUID, date]]:
    handed = HandIn.objects.filter(form__in=forms, day__gte=since, taken_back_at=None)
    excused = Excuse.objects.filter(form__in=forms, day__gte=since, taken_back_at=None)
    return {*handed.values_list("form", "day"), *excused.values_list("form", "day")}


def _missed(form: Form, done: set[tuple[UUID, date]], now: datetime) -> Iterator[date]:
    if form.due_at is None:
        return
    for day in days_looked_back(today=day_of(now)):
        is_asked = is_asked_on(day=day, due_at=form.due_at, made_at=form.made_at)
        if is_asked and (form.pk, day) not in done and moment(day, form.due_at) < now:
            yield day
