"""What imports do by themselves."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.beat.jobs import Job
from linli.beat.queued import tidy_queue
from linli.rosters.tasks import resume_imports


def _tidy(now: datetime) -> object:
    return tidy_queue(now=now)


def _resume(now: datetime) -> object:
    return resume_imports(now=now)


TIDY: Final = Job(
    name="tidy-queue", words=_("把停下的后台处理交给别的程序"), every=timedelta(minutes=1), run=_tidy
)
RESUME: Final = Job(
    name="resume-imports", words=_("接着做中断的导入"), every=timedelta(minutes=5), run=_resume
)
JOBS: Final = (TIDY, RESUME)
