"""Reports that the level above sent back: which still wait for an answer, and what was said about each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from linli.areas.models import Area
from linli.reports.models import Report as Report  # a door may name the type of a row
from linli.reports.rules.forms import FORM
from linli.staff.queries import names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices

WAITING: Final = Q(returned_at__isnull=False, answered_at=None, withdrawn_at=None)
_KEPT: Final = ("returned_at", "returned_by", "return_reason", "answered_at", "answered_by", "answer")


@dataclass(frozen=True)
class Exchange:
    """A return of a version, and its answer. answered_at: None while it waits. is_corrected: a next version answered it."""

    version: int
    returned_at: datetime
    returned_by: str
    reason: str
    answered_at: datetime | None
    answered_by: str
    answer: str
    is_corrected: bool


@dataclass(frozen=True)
class Waiting:
    """A returned report that the viewer has not answered."""

    area: str
    name: str
    day: date
    returned_at: datetime
    return_reason: str
    version: int
    sealed_at: datetime


def is_waiting(*, report: Report) -> bool:
    """Say whether a report was returned and nobody has answered yet; one that was withdrawn waits for nothing."""
    return report.returned_at is not None and report.answered_at is None and report.withdrawn_at is None


def exchange_of(*, report: Report) -> list[dict[str, str]]:
    """Return a report's newest return and its answer as they are kept once it is returned again; [] without one."""
    if report.returned_at is None:
        return []
    return [{name: _kept(getattr(report, name)) for name in _KEPT}]


def _kept(value: datetime | UUID | str | None) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else str(value)


def exchanges_of(*, reports: Sequence[Report]) -> list[Exchange]:
    """Return every return of an area's day with its answer, the newest first; `reports`: its versions, the oldest first."""
    told = [
        (report, kept)
        for report in reports
        for kept in (*report.earlier_returns, *exchange_of(report=report))
    ]
    people = {UUID(kept[name]) for _, kept in told for name in ("returned_by", "answered_by") if kept[name]}
    names = names_of(ids=people) if people else {}
    sealed = {report.sealed_at.isoformat() for report in reports if report.version > 1}
    return [_exchange(report, kept, names, sealed) for report, kept in reversed(told)]


def _exchange(
    report: Report, kept: dict[str, Any], names: dict[UUID, str], sealed: Collection[str]
) -> Exchange:
    def who(name: str) -> str:
        return names.get(UUID(kept[name]), "") if kept[name] else ""

    return Exchange(
        version=report.version,
        returned_at=datetime.fromisoformat(kept["returned_at"]),
        returned_by=who("returned_by"),
        reason=kept["return_reason"],
        answered_at=datetime.fromisoformat(kept["answered_at"]) if kept["answered_at"] else None,
        answered_by=who("answered_by"),
        answer=kept["answer"],
        is_corrected=kept["answered_at"] in sealed,
    )


def waiting_of(*, viewer: Viewer) -> QuerySet[Report]:
    """Return the viewer's own reports that were returned and wait for an answer."""
    areas = own_offices(viewer=viewer, action=Action.SEAL_REPORT)
    return Report.objects.filter(WAITING, area__in=areas, form=FORM)


def returned_by(*, viewer: Viewer) -> QuerySet[Report]:
    """Return reports that the viewer sent back and that wait for an answer, where the viewer still receives them."""
    offices = own_offices(viewer=viewer, action=Action.RECEIVE_REPORT)
    return Report.objects.filter(WAITING, above__in=offices, returned_by=viewer.user_id, form=FORM)


def waiting_told(*, viewer: Viewer) -> list[Waiting]:
    """Return them with the names of their areas, the one that waits longest first; one statement."""
    name = Area.objects.filter(code=OuterRef("area")).values("name")
    rows = waiting_of(viewer=viewer).annotate(area_name=Subquery(name)).order_by(F("returned_at"))
    return [
        Waiting(
            row.area,
            row.area_name or "",
            row.day,
            row.returned_at,
            row.return_reason,
            row.version,
            row.sealed_at,
        )
        for row in rows
        if row.returned_at
    ]
