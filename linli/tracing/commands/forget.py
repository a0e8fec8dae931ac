"""Identity removed from leads and put-aside rows; sources, states, steps and moments stay."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from linli.duties.commands import forget_explanations
from linli.tracing.models import Lead, LeadEvent, ParkedRow
from linli.tracing.rules import CLOSED


def forget_leads_of(*, people: Sequence[UUID]) -> None:
    """Remove what leads told of people who were found by them; three statements, and one for each county."""
    _forget(list(Lead.objects.filter(person__in=people).values_list("pk", "county")))


def forget_leads_before(*, communities: Collection[str], before: datetime) -> int:
    """Remove what leads told that found nobody and were closed before a moment; return how many."""
    closed = Lead.objects.filter(community__in=communities, state__in=CLOSED, person=None)
    since = LeadEvent.objects.filter(lead=OuterRef("pk"), at__gte=before)
    rows = closed.filter(~Exists(since)).exclude(name="", id_digest="", phone_digest="")
    return _forget(list(rows.values_list("pk", "county")))


def forget_rows_before(*, communities: Collection[str], before: datetime) -> int:
    """Remove what put-aside rows held that were settled before a moment; return how many."""
    rows = ParkedRow.objects.filter(community__in=communities, settled_at__lt=before)
    return rows.exclude(cells_sealed__isempty=True).update(cells_sealed=b"", problem="")


def _forget(told: Sequence[tuple[UUID, str]]) -> int:
    leads = [pk for pk, _county in told]
    for county in sorted({county for _pk, county in told}):
        forget_explanations(county=county, subjects=leads)
    LeadEvent.objects.filter(lead__in=leads).update(note="", tried=[], changed=[])
    return Lead.objects.filter(pk__in=leads).update(
        name="",
        id_sealed=b"",
        id_digest="",
        phone_sealed=b"",
        phone_digest="",
        born_on=None,
        origin="",
        note="",
    )
