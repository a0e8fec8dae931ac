"""The audit as an auditor reads it: who did what, where and when; not to whom by name, and not what was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from linli.areas.queries import names_of as area_names
from linli.audit.models import AuditEvent
from linli.clock import start_of
from linli.staff.audit_words import ACTS
from linli.staff.labels import Label
from linli.staff.models import User
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, day_after, scope

AT_ONCE: Final = 50


@dataclass(frozen=True)
class Asked:
    """What is looked for; what is None or '' is not asked."""

    who: str = ""
    act: str = ""
    from_on: date | None = None
    until_on: date | None = None
    subject: UUID | None = None
    before: UUID | None = None  # the last event of the page before


@dataclass(frozen=True)
class Entry:
    """One event in words; `by` is '' for Linli itself."""

    id: UUID
    number: int | None
    at: datetime
    by: str
    act: Label
    area: str
    subject: UUID | None


def entries(*, viewer: Viewer, asked: Asked) -> tuple[Sequence[Entry], bool]:
    """Return events in the viewer's areas, the last written first, AT_ONCE of them, and whether there are more.

    Read along the key, whose ids sort by the moment of writing; four statements.
    """
    found = list(
        AuditEvent.objects.filter(
            in_scope(viewer=viewer, action=Action.SEE_AUDIT),
            _condition(asked),
            county__in=scope(viewer=viewer, action=Action.SEE_AUDIT).counties,
        ).order_by("-id")[: AT_ONCE + 1]
    )
    shown = found[:AT_ONCE]
    people = names_of(ids={event.actor_id for event in shown if event.actor_id})
    areas = area_names(codes={event.area for event in shown})
    return [
        Entry(
            id=event.id,
            number=event.position,
            at=event.at,
            by=people.get(event.actor_id, "") if event.actor_id else "",
            act=ACTS.get(event.action, event.action),
            area=areas.get(event.area, event.area),
            subject=event.subject,
        )
        for event in shown
    ], len(found) > AT_ONCE


def _condition(asked: Asked) -> Q:
    condition = Q()
    if asked.who:
        users = User.objects.filter(Q(username=asked.who) | Q(full_name__contains=asked.who))
        condition &= Q(actor_id__in=list(users.values_list("pk", flat=True)))
    if asked.act:
        condition &= Q(action=asked.act)
    if asked.from_on:
        condition &= Q(at__gte=start_of(asked.from_on))
    if asked.until_on:
        condition &= Q(at__lt=start_of(day_after(asked.until_on)))
    if asked.subject:
        condition &= Q(subject=asked.subject)
    if asked.before:
        condition &= Q(id__lt=asked.before)
    return condition
