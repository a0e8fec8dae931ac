"""What the budget does by itself."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.beat.jobs import Job
from linli.budgets.commands import sweep_reads


def _sweep(now: datetime) -> object:
    return sweep_reads(now=now)


JOBS: Final = (
    Job(
        name="sweep-identity-reads",
        words=_("清理看号码的计数"),
        every=timedelta(hours=24),
        run=_sweep,
    ),
)
