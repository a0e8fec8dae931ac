"""Who looked at somebody, or gave something of them on: every act that the audit knows, in one list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.audit.models import AuditAbout, AuditEvent
from linli.staff.queries import names_of


@dataclass(frozen=True)
class Look:
    """One time that somebody looked. act: an action of the audit; reason: a code of RevealReason, words, or ''."""

    at: datetime
    by: str
    act: str
    reason: str
    copy: str = ""  # number of the copy of a list that was taken away
    numbers: str = ""  # what numbers that list held: CLEAR, MASKED, or '' for none


def looks_at(
    *, subjects: Collection[UUID], counties: Collection[str], looks: Mapping[str, str]
) -> list[Look]:
    """Return every look at a person, newest first.

    subjects: what stands for the person: their entries, and what else does, such as an observation. counties: where the
    person ever was; events lie by county. looks: the acts that are one (linli.audit.acts.Acts). Three statements however
    many looks.
    """
    known = list(subjects)
    among = AuditAbout.objects.filter(county__in=counties, subject__in=known)
    events = AuditEvent.objects.filter(county__in=counties, action__in=list(looks))
    # Two statements, for an OR of them uses no index.
    found = {event.id: event for event in events.filter(subject__in=known)}
    found |= {event.id: event for event in events.filter(id__in=among.values("event"))}
    names = names_of(ids={event.actor_id for event in found.values() if event.actor_id})
    return [
        Look(
            at=event.at,
            by=names.get(event.actor_id, "") if event.actor_id else "",
            act=event.action,
            reason=str(event.changed.get(looks[event.action], "")) if looks[event.action] else "",
            copy=str(event.changed.get("copy", "")),
            numbers=str(event.changed.get("numbers", "")),
        )
        for event in sorted(found.values(), key=lambda event: (event.at, event.id), reverse=True)
    ]
