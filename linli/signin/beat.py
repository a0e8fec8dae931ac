"""What signing in does by itself."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.beat.jobs import Job
from linli.signin.commands.sweeping import sweep_sessions
from linli.signin.commands.tried import close_hours


def _sweep(now: datetime) -> object:
    return sweep_sessions(now=now) + close_hours(now=now)


JOBS: Final = (Job(name="sweep-sessions", words=_("清理过期的登录"), every=timedelta(hours=1), run=_sweep),)
