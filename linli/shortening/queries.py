"""Requests for a shorter version that wait for the word of a second person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from linli.areas.queries import names_of as area_names
from linli.observation.models import Observation
from linli.observation.models import ObservationDecision as ObservationDecision
from linli.observation.queries.protocols import period_under, started_each
from linli.observation.rules import DecisionKind, State
from linli.protocols.models import Protocol
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at

ASKS = (Action.CLOSE_OBSERVATION, Action.RELEASE_PERSON)
ANSWERS = (Action.REVIEW_ALERT, Action.SET_PROTOCOL)
# What pages may name, who never reach for its table.
Askings = QuerySet[ObservationDecision]
SETTLES = (DecisionKind.SHORTER_DECLINED, DecisionKind.SHORTER_BACK, DecisionKind.PROTOCOL)


@dataclass(frozen=True)
class Asking:
    """A request with what it means by now. person_seen: whether this viewer may read who it is about."""

    decision: ObservationDecision
    by: str
    community: str
    version: str
    last_on: date
    person_seen: bool
    may_answer: bool
    may_take_back: bool


def askings_in(*, viewer: Viewer | None, actions: Sequence[Action]) -> QuerySet[ObservationDecision]:
    """Return the requests that stand where the viewer may do one of some actions, the oldest first; of whose identity is kept."""
    reach = in_scope(viewer=viewer, action=actions[0])
    for action in actions[1:]:
        reach |= in_scope(viewer=viewer, action=action)
    known = ObservationDecision.objects.filter(observation__person__identity_removed_at=None)
    return _standing(known.filter(reach))


def askings_of(*, observation: Observation) -> QuerySet[ObservationDecision]:
    """Return the request that stands of an observation, at most one."""
    return _standing(ObservationDecision.objects.filter(observation=observation))


def askings_to_answer(*, viewer: Viewer) -> QuerySet[ObservationDecision]:
    """Return the requests of others that wait for the viewer's word, to be counted."""
    return askings_in(viewer=viewer, actions=ANSWERS).exclude(by=viewer.user_id)


def _standing(rows: QuerySet[ObservationDecision]) -> QuerySet[ObservationDecision]:
    settled = ObservationDecision.objects.filter(
        observation=OuterRef("observation"), kind__in=SETTLES, pk__gt=OuterRef("pk")
    )
    asked = rows.filter(kind=DecisionKind.SHORTER_ASKED, observation__state=State.OBSERVING)
    return asked.filter(~Exists(settled)).order_by("at", "pk")


def may_decide(*, viewer: Viewer, area: str) -> bool:
    """Say whether somebody is one of those who answer requests of an area: its doctor, or the county."""
    return any(may_at(viewer=viewer, action=action, area=area) for action in ANSWERS)


def told_askings(*, rows: QuerySet[ObservationDecision], viewer: Viewer) -> list[Asking]:
    """Return requests with what they mean by now, in order; five statements."""
    found = list(rows.select_related("observation__person", "observation__arrival", "observation__protocol"))
    names, places = (
        names_of(ids={row.by for row in found}),
        area_names(codes={row.community for row in found}),
    )
    versions = Protocol.objects.in_bulk({row.values["protocol"]["to"] for row in found})
    days = started_each(arrivals={row.observation.arrival_id for row in found})
    told = []
    for row in found:
        version = versions[row.values["protocol"]["to"]]
        started = days[row.observation.arrival_id]
        _anchor, _on, last_on = period_under(
            observation=row.observation, protocol=version, started_on=started
        )
        told.append(
            Asking(
                decision=row,
                by=names.get(row.by, ""),
                community=places.get(row.community, ""),
                version=version.name,
                last_on=last_on,
                person_seen=may_at(viewer=viewer, action=Action.SEE_PERSON, area=row.area),
                may_answer=row.by != viewer.user_id and may_decide(viewer=viewer, area=row.area),
                may_take_back=any(may_at(viewer=viewer, action=one, area=row.area) for one in ASKS),
            )
        )
    return told
