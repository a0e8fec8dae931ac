"""Visits to a clinic to which nobody had sent them, of somebody who is observed."""

from datetime import datetime
from uuid import UUID

from linli.observation.models import Alert
from linli.observation.rules import Cause
from linli.referrals.models import ClinicVisit


def visits_alerted(*, person: UUID) -> list[tuple[datetime, int | None]]:
    """Return when a clinic had seen somebody by themselves, and how warm, as far as the doctor is to look; the first first."""
    rows = Alert.objects.filter(observation__person=person, cause=Cause.CLINIC, reviewed_at=None)
    seen = ClinicVisit.objects.filter(pk__in=rows.values("check_id"))
    return list(seen.order_by("seen_at", "pk").values_list("seen_at", "temperature_tenths"))
