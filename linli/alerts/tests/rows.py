"""An alert that waits."""

from typing import Any

from linli.observation.models import Alert
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Return the alert of somebody."""
    return {"alert_id": Alert.objects.get(observation=made.observation).pk}
