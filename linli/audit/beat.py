"""What the audit does by itself."""

from datetime import timedelta
from typing import Final

from linli.audit.commands import forget_origins, link_waiting, note_heads
from linli.beat.jobs import Job

# So long an event may stand in the database before the chain holds it. Source: docs/decisions/045-linked-by-the-beat.md.
LINK_EVERY: Final = timedelta(seconds=5)

# So long the end of a chain may stand in its own county alone. Source: docs/decisions/084-seals-with-a-key.md.
NOTE_EVERY: Final = timedelta(hours=1)

JOBS: Final = (
    Job(name="link-audit", every=LINK_EVERY, run=lambda _now: link_waiting()),
    Job(name="forget-origins", every=timedelta(hours=24), run=lambda now: forget_origins(now=now)),
    Job(name="note-audit-ends", every=NOTE_EVERY, run=lambda now: note_heads(now=now)),
)
