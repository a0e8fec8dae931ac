"""The check that raised an alert."""

from typing import Any

from linli.observation.models import Alert
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Return the check that raised the alert of somebody."""
    return {"check_id": Alert.objects.get(observation=made.observation).check_id}
