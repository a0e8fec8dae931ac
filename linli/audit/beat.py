"""What the audit does by itself."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.commands import forget_origins, link_waiting, note_heads
from linli.beat.jobs import Job

# So long an event may stand in the database before the chain holds it. Source: docs/decisions/045-linked-by-the-beat.md.
LINK_EVERY: Final = timedelta(seconds=5)

# So long the end of a chain may stand in its own county alone. Source: docs/decisions/084-seals-with-a-key.md.
NOTE_EVERY: Final = timedelta(hours=1)

LINK: Final = Job(
    name="link-audit", words=_("把留痕接进链里"), every=LINK_EVERY, run=lambda _now: link_waiting()
)
JOBS: Final = (
    LINK,
    Job(
        name="forget-origins",
        words=_("到期忘掉登录地址"),
        every=timedelta(hours=24),
        run=lambda now: forget_origins(now=now),
    ),
    Job(
        name="note-audit-ends",
        words=_("把各县链的末端记到上级"),
        every=NOTE_EVERY,
        run=lambda now: note_heads(now=now),
    ),
)
