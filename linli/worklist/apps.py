"""Start of the worklist: kinds of duty are checked."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class WorklistConfig(AppConfig):
    """Every kind of duty on one list."""

    name = "linli.worklist"

    def ready(self) -> None:
        """Register the checks."""
        from linli.worklist.checks import check_delays, check_kinds

        register(check_kinds)
        register(check_delays, Tags.database)
