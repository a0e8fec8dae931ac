"""Reports that wait for the level above to receive them: counted, by day, and those that were shown to somebody."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Count, Exists, OuterRef, Q, QuerySet, Subquery

from linli.areas.models import Area
from linli.clock import start_of
from linli.reports.models import Report as Report  # a door may name the type of a row
from linli.reports.rules.deadlines import is_late
from linli.reports.rules.forms import FORM
from linli.reports.rules.receipt import COUNTED_DAYS, Receipt, receipt
from linli.staff.models import User
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices

# Of a version that waits for the level above: received by nobody, and sent back by nobody without an answer.
_OPEN = Q(received_at=None, withdrawn_at=None) & (Q(returned_at=None) | Q(answered_at__isnull=False))


@dataclass(frozen=True)
class DayToReceive:
    """A day of which reports wait for an office of the viewer's. corrected: later versions; answered: in words."""

    above: str
    name: str
    day: date
    reports: int
    corrected: int
    answered: int


@dataclass(frozen=True)
class Shown:
    """A version as it stands, with the name of its area. is_newest: none was sealed after it. receiver: '' where nobody has."""

    report: Report
    name: str
    is_newest: bool
    receiver: str

    @property
    def receipt(self) -> Receipt:
        """Where it stands between the two levels."""
        return receipt_of(report=self.report)

    @property
    def is_late(self) -> bool:
        """Whether the first version came after its hour."""
        return is_late(at=self.report.first_sealed_at, late_after=self.report.late_after)


def receipt_of(*, report: Report) -> Receipt:
    """Say where a sealed version stands between the level that sealed it and the one above."""
    return receipt(
        received_at=report.received_at, returned_at=report.returned_at, answered_at=report.answered_at
    )


def to_receive(*, viewer: Viewer, today: date) -> QuerySet[Report]:
    """Return what is counted: the newest versions of others that wait for the viewer's office, of the last days.

    Of the last days is what was sealed, or answered, in them. Source: docs/rules/reports.md#receipt.
    """
    since = start_of(today - timedelta(days=COUNTED_DAYS))
    return _waiting(viewer).filter(Q(sealed_at__gte=since) | Q(answered_at__gte=since))


def days_to_receive(*, viewer: Viewer) -> QuerySet[Report, Any]:
    """Return the days of which anything waits for an office of the viewer's, the newest first, as `day_told` takes them."""
    name = Area.objects.filter(code=OuterRef("above")).values("name")
    return (
        _waiting(viewer)
        .values("above", "day")
        .annotate(
            name=Subquery(name),
            reports=Count("pk"),
            corrected=Count("pk", filter=Q(version__gt=1)),
            answered=Count("pk", filter=Q(answered_at__isnull=False)),
        )
        .order_by("-day", "above")
    )


def _waiting(viewer: Viewer) -> QuerySet[Report]:
    offices = own_offices(viewer=viewer, action=Action.RECEIVE_REPORT)
    rows = Report.objects.filter(_OPEN, above__in=offices, form=FORM).exclude(sealed_by=viewer.user_id)
    return rows.filter(~Exists(_newer()))


def _newer() -> QuerySet[Report]:
    return Report.objects.filter(
        area=OuterRef("area"), form=FORM, day=OuterRef("day"), version__gt=OuterRef("version")
    )


def shown_of(*, rows: QuerySet[Report]) -> list[Shown]:
    """Return versions with the names of their areas and of who received them, in order of code; one statement."""
    name = Area.objects.filter(code=OuterRef("area")).values("name")
    receiver = User.objects.filter(pk=OuterRef("received_by")).values("full_name")
    told = rows.annotate(
        area_name=Subquery(name),
        receiver_name=Subquery(receiver),
        has_newer=Exists(_newer(), output_field=BooleanField()),
    ).order_by("area", "version")
    return [Shown(row, row.area_name or row.area, not row.has_newer, row.receiver_name or "") for row in told]
