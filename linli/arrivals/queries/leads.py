"""What a lead tells beforehand about an arrival."""

from linli.people.rules.sources import SourceKind
from linli.sealing.seals import unseal
from linli.tracing.models import Lead
from linli.tracing.rules import Source


def arrival_of(*, lead: Lead | None) -> dict[str, str]:
    """Return what the arrival's form may be filled with from a visible lead; nothing without one.

    Numbers are not among it: they are taken over unseen.
    """
    if lead is None:
        return {}
    kind = SourceKind.NEIGHBOUR if lead.source == Source.TIP else SourceKind.UPPER_LIST
    return {
        "name": lead.name,
        "origin": lead.origin,
        "known_by": kind,
        "source_note": lead.list.name,
    }


def phone_of(*, lead: Lead | None) -> str:
    """Return the phone of a visible lead in clear, '' without one. Never for a page."""
    return unseal(lead.phone_sealed) if lead else ""


def id_number_of(*, lead: Lead | None) -> str:
    """Return the ID number of a visible lead in clear, '' without one. Never for a page."""
    return unseal(lead.id_sealed) if lead else ""
