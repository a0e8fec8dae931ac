"""What observation does by itself."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.beat.jobs import Job
from linli.observation.commands import restore_duties

# More often than a night is long: after a night without power, or one that the machine slept, it is due at once.
RESTORE_EVERY: Final = timedelta(hours=6)

RESTORE: Final = Job(
    name="restore-duties",
    words=_("补上该有的每日体温登记"),
    every=RESTORE_EVERY,
    run=lambda _now: restore_duties(),
)
JOBS: Final = (RESTORE,)
