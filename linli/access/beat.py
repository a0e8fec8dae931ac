"""What accounts do by themselves."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.access.commands import lock_unused
from linli.beat.jobs import Job


def _lock(now: datetime) -> object:
    return lock_unused(now=now)


JOBS: Final = (
    Job(name="lock-unused", words=_("停用长期没有登录的账号"), every=timedelta(hours=24), run=_lock),
)
