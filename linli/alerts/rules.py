"""Which of two events a doctor sees first."""

from typing import Final

from linli.observation.rules import Cause

# The most severe first. Source: docs/rules/alerts.md#severity.
SEVERITY: Final[tuple[Cause, ...]] = (
    Cause.TEST,
    Cause.FEVER,
    Cause.CLINIC,
    Cause.SYMPTOM,
    Cause.ANTIPYRETIC,
    Cause.DISAGREES,
    Cause.WITHDRAWN,
    Cause.ASKED,
    Cause.STRUCK,
)
