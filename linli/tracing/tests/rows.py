"""A lead of a place, and a row of a list that is none."""

from typing import Any

from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.staff.rules import Viewer
from linli.tracing.commands import BadRow, NewLead, park_rows, receive_leads
from linli.tracing.models import Lead, ParkedRow
from linli.tracing.rules import Source
from tests.made import FILE, NOTE, Made


def _lead(community: AreaCode, area: AreaCode, name: str, by: Viewer) -> ParkedRow:
    """Make a lead of a place that its own community is asked to take as well, in a list with a row that is none."""
    now = timezone.now()
    entry = NewLead(name=name, phone=f"136{abs(hash(community)) % 10**8:08}", origin=NOTE, note=NOTE)
    lead = receive_leads(
        community=community, source=Source.RAIL, list_name=FILE, entries=[entry], by=by, now=now
    )[0].lead
    Lead.objects.filter(pk=lead.pk).update(area=area, state="HANDED_ON", asked_community=community)
    row = BadRow(row_number=2, cells={"name": name, "note": NOTE}, field="phone", problem=NOTE)
    park_rows(list_=lead.list, rows=[row], by=by, now=now)
    return ParkedRow.objects.get(list=lead.list)


def rows(made: Made) -> dict[str, Any]:
    """Receive a list of leads."""
    row = _lead(made.community, made.area, made.name, made.by)
    return {"lead_id": Lead.objects.get(list=row.list).pk, "list_id": row.list_id, "row_id": row.pk}
