"""How many examples a property draws: on the second database a quarter, since what is drawn is the same on both."""

from typing import Final

from django.db import connection
from hypothesis import HealthCheck, settings

EXAMPLES: Final = 100  # Hypothesis's own


def examples(most: int = EXAMPLES) -> int:
    """Return how many of so many examples are drawn on this database."""
    return most if connection.vendor == "sqlite" else -(-most // 4)


def load_profile() -> None:
    """Let no test be about the speed of a machine under load, and each example make its own rows in one test's fixtures."""
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    settings.register_profile("linli", deadline=None, suppress_health_check=checks)
    settings.register_profile("second", settings.get_profile("linli"), max_examples=examples())
    settings.load_profile("linli" if connection.vendor == "sqlite" else "second")
