"""Something that does not fit in a community's day."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.findings.models import FindingStep, ReportFinding
from linli.ids import new_id
from tests.made import Made


def _finding(community: AreaCode, day: date) -> UUID:
    """Find something in a community's day."""
    row = ReportFinding.objects.create(
        county=community.county,
        area=community,
        above=community.township,
        day=day,
        kind="LATE",
        said={"minutes": 9},
        found_at=timezone.now(),
    )
    FindingStep.objects.create(
        county=community.county, area=community, finding=row, move="ANSWER", at=timezone.now(), by=new_id()
    )
    return row.pk


def rows(made: Made) -> dict[str, Any]:
    """Find something."""
    return {"finding_id": _finding(made.community, day_of(timezone.now()))}
