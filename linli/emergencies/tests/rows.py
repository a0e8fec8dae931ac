"""An emergency that waits."""

from typing import Any

from django.utils import timezone

from linli.emergencies.commands import NewEmergency, raise_emergency
from linli.emergencies.rules import EmergencyKind
from linli.ids import new_id
from tests.made import EMERGENCY, Made


def rows(made: Made) -> dict[str, Any]:
    """Raise an emergency."""
    now = timezone.now()
    new = NewEmergency(new_id(), made.area, EmergencyKind.OTHER, now, words=EMERGENCY)
    return {"emergency_id": raise_emergency(new=new, by=made.by, now=now).pk}
