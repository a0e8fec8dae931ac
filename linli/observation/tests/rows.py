"""An alert with the check that raised it."""

from typing import Any

from linli.observation.models import Alert
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Return the alert of somebody."""
    alert = Alert.objects.get(observation=made.observation)
    return {"check_id": alert.check_id, "alert_id": alert.pk}
