"""The longer periods that somebody entered by hand and nobody took back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import DecisionKind
from linli.observation.rules.extensions import BY_RULE, Moved, extensions_standing

MOVES = (DecisionKind.EXTENDED, DecisionKind.PROTOCOL, DecisionKind.UNEXTENDED)


@dataclass(frozen=True)
class Extension:
    """An extension that stands: its decision, and until when it holds by now."""

    decision: ObservationDecision
    until: date


def extensions_of(*, observation: Observation) -> dict[UUID, Extension]:
    """Return what stands of a visible observation, in order of time, by the id of its decision. One statement.

    What it was before it went on, here or in another community, counts: its days went along.
    """
    rows = ObservationDecision.objects.filter(
        observation__arrival=observation.arrival_id, kind__in=MOVES
    ).order_by("at", "pk")
    decisions = {row.pk: row for row in rows if row.reason not in BY_RULE}
    standing = extensions_standing(moves=[_moved(row) for row in decisions.values()])
    return {pk: Extension(decisions[pk], until) for pk, until in standing.items()}


def _moved(row: ObservationDecision) -> Moved:
    days = row.values["last_on"]
    return Moved(
        row.pk,
        DecisionKind(row.kind),
        date.fromisoformat(days["from"]),
        date.fromisoformat(days["to"]),
        UUID(row.values["of"]) if "of" in row.values else None,
    )
