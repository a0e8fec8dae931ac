"""What exports do by themselves."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.beat.jobs import Job
from linli.exports.commands import sweep_exports


def _sweep(now: datetime) -> object:
    return sweep_exports(now=now)


# Once a day is promised (docs/operations.md#exports); by the hour a list goes in the hour in which its week is over.
SWEEP: Final = Job(name="sweep-exports", words=_("删去到期的导出文件"), every=timedelta(hours=1), run=_sweep)
JOBS: Final = (SWEEP,)
