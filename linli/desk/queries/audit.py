"""The audit as an auditor reads it: who did what, where and when; not to which person, and not what was written.

To which colleague, and which post, it tells: linli.desk.queries.audit_staff.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.areas.models import Area
from linli.areas.queries import names_of as area_names
from linli.areas.rules import AreaCode
from linli.audit.models import AuditAbout, AuditEvent
from linli.audit.queries.origins import origins_of
from linli.audit.rules import search_subject
from linli.clock import start_of
from linli.desk.queries.audit_staff import about_named, people_in, places_in, words_of
from linli.desk.queries.chains import chains
from linli.desk.registers import ACTS
from linli.signin.queries.sessions import browser_of, machine_of
from linli.staff.labels import Label
from linli.staff.queries import areas_condition, in_scope
from linli.staff.rights import Action
from linli.staff.rules import NO_AREA, Scope, Viewer, day_after, own_offices

AT_ONCE: Final = 50
NOWHERE: Final[dict[str, Label]] = {"": _("这台服务器"), NO_AREA: _("不属于任何地区")}


@dataclass(frozen=True)
class Asked:
    """What is looked for; what is None or '' is not asked."""

    who: str = ""  # of the staff: who did it, or whom it is about
    act: str = ""
    from_on: date | None = None
    until_on: date | None = None
    subject: UUID | None = None
    area: AreaCode | None = None  # it and everything beneath it
    searched: str = ""  # words that somebody may have searched for
    before: UUID | None = None  # the last event of the page before


@dataclass(frozen=True)
class Entry:
    """One event in words; `by`, with the user name, is '' for Linli itself."""

    id: UUID
    number: int | None
    at: datetime
    by: str
    act: Label
    area: Label
    subject: UUID | None
    whom: str = ""  # the colleague whom it is about; '' where it is about none
    told: str = ""  # of such an event: the post, the names
    address: str = ""  # from where, and with which browser; '' where neither is kept, or no longer
    browser: str = ""  # in words


def entries(*, viewer: Viewer, asked: Asked) -> tuple[Sequence[Entry], bool]:
    """Return events in the viewer's chains, the last written first, AT_ONCE of them, and whether there are more.

    Read along the key, whose ids sort by the moment of writing, chain by chain; four statements and one a chain,
    two more where somebody is asked for.
    """
    own = chains(viewer=viewer, action=Action.SEE_AUDIT)
    meant = own.condition & _condition(asked) & _concerns(asked, own.keys)
    if asked.who:
        meant &= about_named(words=asked.who, counties=own.keys)
    newest = (
        event
        for key in own.keys
        for event in AuditEvent.objects.filter(meant, county=key).order_by("-id")[: AT_ONCE + 1]
    )
    found = sorted(newest, key=lambda event: event.id, reverse=True)[: AT_ONCE + 1]
    shown = found[:AT_ONCE]
    people = people_in(events=shown)
    areas = area_names(codes=places_in(events=shown))
    origins = origins_of(counties=own.keys, events=[event.id for event in shown])
    return [
        Entry(
            id=event.id,
            number=event.position,
            at=event.at,
            by=people.get(event.actor_id, "") if event.actor_id else "",
            act=ACTS.get(event.action, event.action),
            area=areas.get(event.area) or NOWHERE.get(event.area, event.area),
            subject=event.subject,
            whom=people.get(event.subject, "") if event.subject else "",
            told=words_of(event=event, people=people, places=areas),
            address=origins[event.id].address if event.id in origins else "",
            browser=_browser(origins[event.id].browser) if event.id in origins else "",
        )
        for event in shown
    ], len(found) > AT_ONCE


def _browser(agent: str) -> str:
    return f"{machine_of(agent=agent)} {browser_of(agent=agent)}".strip() if agent else ""


def _concerns(asked: Asked, counties: Collection[str]) -> Q:
    """Return the condition that an event is about what is asked for, alone or among others."""
    if not asked.subject:
        return Q()
    among = AuditAbout.objects.filter(county__in=counties, subject=asked.subject)
    return Q(subject=asked.subject) | Q(id__in=among.values("event"))


def is_audited(*, viewer: Viewer, area: AreaCode) -> bool:
    """Say whether an area is known and lies in the viewer's audit."""
    own = in_scope(viewer=viewer, action=Action.SEE_AUDIT, field="code")
    own |= Q(code__in=own_offices(viewer=viewer, action=Action.SEE_AUDIT))
    return Area.objects.filter(own, code=area).exists()


def _condition(asked: Asked) -> Q:
    condition = Q()
    if asked.act:
        condition &= Q(action=asked.act)
    if asked.from_on:
        condition &= Q(at__gte=start_of(asked.from_on))
    if asked.until_on:
        condition &= Q(at__lt=start_of(day_after(asked.until_on)))
    if asked.area:
        condition &= areas_condition(scope=Scope((asked.area,)))
    if asked.searched:
        condition &= Q(subject=search_subject(key=settings.AUDIT_KEY, words=asked.searched))
    if asked.before:
        condition &= Q(id__lt=asked.before)
    return condition
