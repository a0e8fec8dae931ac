"""Whom the community lost and looks for, and what was last known of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from linli.audit.models import AuditEvent
from linli.observation.models import Observation, ObservationDecision
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import Channel, CheckOutcome, DecisionKind, State
from linli.people.models import Call
from linli.people.rules.calls import Outcome
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer

ENDED_SHOWN: Final = 50


@dataclass(frozen=True)
class Lost:
    """Somebody lost: who said so, when anybody was last seen, heard or reached, and the decision that ended the search.

    last_contact_at: None where nobody ever was in touch; ended: None while the search goes on.
    """

    observation: Observation
    told_by: str
    last_contact_at: datetime | None
    ended: ObservationDecision | None


def lost_visible(*, viewer: Viewer | None) -> QuerySet[Observation]:
    """Return observations that ended as lost and whose persons were not found since, where the viewer ends some.

    Found is whoever was observed again since, or whose observation goes on.
    """
    later = Observation.objects.filter(person=OuterRef("person"), opened_at__gte=OuterRef("closed_at"))
    newest = ObservationDecision.objects.filter(observation=OuterRef("pk"), kind=DecisionKind.SEARCH)
    return (
        Observation.objects.filter(
            in_scope(viewer=viewer, action=Action.CLOSE_OBSERVATION), ~Exists(later), state=State.LOST
        )
        .annotate(search=Subquery(newest.order_by("-at", "-pk").values("pk")[:1]))
        .select_related("person__household", "arrival")
        .order_by("closed_at", "pk")
    )


def is_sought(*, observation: Observation) -> bool:
    """Say whether somebody is looked for: lost, not found since, and the search has not ended."""
    later = Observation.objects.filter(person=observation.person_id, opened_at__gt=observation.opened_at)
    if observation.state != State.LOST or later.exists():
        return False
    rows = ObservationDecision.objects.filter(observation=observation, kind=DecisionKind.SEARCH)
    newest = rows.order_by("-at", "-pk").first()
    return newest is None or not newest.values["ended"]


def lost_of(*, viewer: Viewer | None) -> tuple[list[Lost], list[Lost]]:
    """Return those sought, the longest first, and those whose search ended, the newest 50 first; a few statements."""
    rows = list(lost_visible(viewer=viewer))
    ends = ObservationDecision.objects.in_bulk([row.search for row in rows if row.search])  # type: ignore[attr-defined]  # annotated
    contacts = _last_contacts(rows)
    told_by = _told_by(rows)
    told = []
    for row in rows:
        newest = ends.get(row.search)  # type: ignore[attr-defined]  # annotated
        ended = newest if newest and newest.values["ended"] else None
        told.append(Lost(row, told_by.get(row.pk, ""), contacts.get(row.pk), ended))
    over = [one for one in told if one.ended]
    over.sort(key=lambda one: one.ended.at if one.ended else one.observation.opened_at, reverse=True)
    return [one for one in told if not one.ended], over[:ENDED_SHOWN]


def _last_contacts(rows: Collection[Observation]) -> dict[UUID, datetime]:
    """Return when each was last seen, heard or reached: by a check that was done, or a call that came through."""
    seen: dict[UUID, datetime] = {}
    for county in {row.county for row in rows}:
        ids = [row.pk for row in rows if row.county == county]
        met = ~Q(channel=Channel.ROSTER)  # a list's reading is no meeting
        checks = standing_checks(met, county=county, observation__in=ids, outcome=CheckOutcome.DONE)
        seen |= dict(checks.values_list("observation_id").annotate(at=Max("claimed_at")))
    people = {row.person_id for row in rows}
    calls = Call.objects.filter(person__in=people).exclude(outcome=Outcome.NOT_REACHED)
    reached: Mapping[UUID, datetime] = dict(calls.values_list("person_id").annotate(last=Max("at")))
    return {
        row.pk: max(known)
        for row in rows
        if (known := [at for at in (seen.get(row.pk), reached.get(row.person_id)) if at])
    }


def _told_by(rows: Collection[Observation]) -> dict[UUID, str]:
    """Return who said that each was lost, as the audit has it."""
    who: dict[UUID, UUID] = {}
    for county in {row.county for row in rows}:
        ids = [row.pk for row in rows if row.county == county]
        events = AuditEvent.objects.filter(county=county, action="observation.lost", subject__in=ids)
        who |= {subject: actor for subject, actor in events.values_list("subject", "actor_id") if actor}
    names = names_of(ids=set(who.values()))
    return {subject: names.get(actor, "") for subject, actor in who.items()}
