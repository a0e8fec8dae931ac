"""What a worker has to do beside the checks at the doors, as a phone is told."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from linli.clock import day_of
from linli.duties.kinds import DutyKind, DutySubject
from linli.duties.models import Duty
from linli.duties.rules import state_of
from linli.observation.duties import CHECK
from linli.staff.rules import Viewer
from linli.worklist.queries.due import unanswered
from linli.worklist.queries.reach import answered_by


def tasks_for(*, viewer: Viewer, last: date, now: datetime) -> list[dict[str, Any]]:
    """Return what the viewer goes and does from today to a day, that day included, the soonest due first.

    Checks travel with the households of the phone's day. Statements: one, and those of the subjects of each kind that is due.
    """
    reach = {kind: where for kind, where in answered_by(viewer=viewer).items() if kind is not CHECK}
    duties: dict[str, list[Duty]] = defaultdict(list)
    for duty in unanswered(reach=reach, first=day_of(now), last=last):
        duties[duty.kind].append(duty)
    found = []
    for kind in reach:
        if of_kind := duties[kind.code]:
            shown = kind.subjects({duty.subject for duty in of_kind})
            found += [_task(kind, duty, shown, now) for duty in of_kind if duty.subject in shown]
    return sorted(found, key=lambda task: (task["due_at"], task["kind"], task["subject"]))


def _task(kind: DutyKind, duty: Duty, shown: Mapping[UUID, DutySubject], now: datetime) -> dict[str, Any]:
    told = shown[duty.subject]
    return {
        "kind": kind.code,
        "words": str(kind.words),
        "subject": str(duty.subject),
        "title": told.title,
        "address": told.address,
        "household": str(told.household) if told.household else None,
        "due_at": duty.due_at,
        "state": state_of(slot=duty, ends=kind.ends, day=day_of(now), at=now),
        "page": reverse(kind.answer_page, args=[duty.subject])
        if kind.answer_page
        else reverse(told.page.name, args=[told.page.id]),
    }
