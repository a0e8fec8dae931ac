"""What a lead tells beforehand about an arrival."""

from linli.people.rules.sources import SourceKind
from linli.sealing.seals import unseal
from linli.tracing.models import Lead
from linli.tracing.rules import Source


def arrival_of(*, lead: Lead | None) -> dict[str, str]:
    """Return what the arrival's form may be filled with from a visible lead; nothing without one.

    The phone stands in clear, for whoever registers somebody has just spoken to them; the ID number is read anew.
    """
    if lead is None:
        return {}
    kind = SourceKind.NEIGHBOUR if lead.source == Source.TIP else SourceKind.UPPER_LIST
    return {
        "name": lead.name,
        "phone": unseal(lead.phone_sealed),
        "origin": lead.origin,
        "known_by": kind,
        "source_note": lead.list.name,
    }
