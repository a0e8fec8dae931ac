"""Superiors' forms that wait to be handed in: today's, and those of days that were missed."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of, moment, start_of
from linli.returns.queries.days import Due, dues
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.staff.waits import Standing, WaitLines, Waits, WaitTold, stands


def _to_hand_in(viewer: Viewer, now: datetime) -> Sequence[WaitTold]:
    return [line for due in dues(viewer=viewer, now=now) for line in _lines(due, now)]


def _lines(due: Due, now: datetime) -> Iterator[WaitTold]:
    form, today = due.form, day_of(now)
    if form.due_at is None:
        return
    if due.missed:
        # One day is opened itself, of several the page that lists them.
        one = [due.missed[0].isoformat()] if len(due.missed) == 1 else []
        yield WaitTold(
            url=reverse("returns:day" if one else "returns:show", args=[form.pk, *one]),
            since=moment(due.missed[0], form.due_at),
            title=form.title,
            place=form.area,
            count=len(due.missed),
            standing=Standing.NOW,
        )
    if due.is_due:
        until = moment(today, form.due_at)
        yield WaitTold(
            url=reverse("returns:day", args=[form.pk, today.isoformat()]),
            since=max(start_of(today), form.made_at),
            until=until,
            title=form.title,
            place=form.area,
            standing=stands(standing=Standing.TODAY, until=until, now=now),
        )


WAITS: Final[tuple[Waits, ...]] = (
    WaitLines(
        "FORM_TO_HAND_IN",
        _("交上级表格"),
        frozenset({Action.KEEP_FORMS}),
        lines=_to_hand_in,
        acts=frozenset({"returns:hand_in", "returns:excuse"}),
    ),
)
