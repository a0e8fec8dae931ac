"""What signing in does by itself."""

from datetime import datetime, timedelta
from typing import Final

from linli.beat.jobs import Job
from linli.signin.commands.sweeping import sweep_sessions
from linli.signin.commands.tried import close_hours


def _sweep(now: datetime) -> object:
    return sweep_sessions(now=now) + close_hours(now=now)


JOBS: Final = (Job(name="sweep-sessions", every=timedelta(hours=1), run=_sweep),)
