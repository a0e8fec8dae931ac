"""What the audit does by itself."""

from datetime import timedelta
from typing import Final

from linli.audit.commands import link_waiting
from linli.beat.jobs import Job

# So long an event may stand in the database before the chain holds it. Source: docs/decisions/045-linked-by-the-beat.md.
LINK_EVERY: Final = timedelta(seconds=5)

JOBS: Final = (Job(name="link-audit", every=LINK_EVERY, run=lambda _now: link_waiting()),)
