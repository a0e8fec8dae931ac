"""What exports do by themselves."""

from datetime import datetime, timedelta
from typing import Final

from linli.beat.jobs import Job
from linli.exports.commands import sweep_exports


def _sweep(now: datetime) -> object:
    return sweep_exports(now=now)


# Once a day is promised (docs/operations.md#exports); by the hour a list goes in the hour in which its week is over.
JOBS: Final = (Job(name="sweep-exports", every=timedelta(hours=1), run=_sweep),)
