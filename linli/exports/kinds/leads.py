"""The leads that are still open: who is to be found."""

from datetime import datetime
from typing import Final

from linli.clock import SHANGHAI
from linli.exports.kinds.lines import Kind, Line, Wanted, chosen
from linli.exports.kinds.people import number_cells
from linli.sealing.seals import unseal
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.tracing.labels import SOURCES, STATES
from linli.tracing.queries.leads import Lead, leads_open

COLUMNS: Final = ("NAME", "PHONE", "ID_NUMBER", "ORIGIN", "SOURCE", "STATE", "DUE_AT", "KNOWN")
_SOURCES: Final = dict(SOURCES)


def lines(viewer: Viewer, wanted: Wanted, now: datetime) -> list[Line]:
    """Return the open leads that the viewer traces in the area and that were there at `now`, due soonest first."""
    rows = leads_open(viewer=viewer).filter(area__startswith=wanted.area, received_at__lte=now)
    return [
        Line(
            subject=row.person_id or row.pk,
            cells=chosen(
                cells=_cells(row)
                | number_cells(
                    found=(unseal(row.id_sealed), unseal(row.phone_sealed)), numbers=wanted.numbers
                ),
                columns=wanted.columns,
            ),
        )
        for row in rows
    ]


def _cells(row: Lead) -> dict[str, str]:
    return {
        "NAME": row.name,
        "ORIGIN": row.origin,
        "SOURCE": str(_SOURCES[row.source]),
        "STATE": str(STATES[row.state]),
        "DUE_AT": f"{row.due_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        "KNOWN": row.note,
    }


LEADS: Final = Kind(
    code="LEADS",
    reads=Action.TRACE_LEADS,
    columns=COLUMNS,
    usual=("NAME", "ORIGIN", "SOURCE", "DUE_AT"),
    has_period=False,
    lines=lines,
)
