"""Above how many persons a second person must agree, and how many somebody took without one."""

from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from linli.areas.rules import AreaCode
from linli.exports.models import Export, ExportLimit
from linli.exports.rules.asking import COUNTED
from linli.staff.rules import nearest


def limit_at(*, area: str) -> int:
    """Return above how many persons of an area a second person must agree; 0, always, where no row says."""
    limits = dict(ExportLimit.objects.values_list("area", "persons"))
    known = nearest(area=AreaCode(area), known=[code for code in limits if code])
    return limits.get(known, limits.get("", 0))


def persons_before(*, by: UUID, now: datetime) -> int:
    """Count the persons in what somebody asked for of late that nobody had to agree to."""
    recent = Export.objects.filter(
        asked_by=by, asked_at__gt=now - COUNTED, needs_second=False, made_at__isnull=False
    ).exclude(kind="ROSTER_ERRORS")
    return recent.aggregate(sum=Sum("persons"))["sum"] or 0
