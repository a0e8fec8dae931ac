"""Removing the files of exports whose week is over."""

from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.exports.models import Export
from linli.exports.rules.asking import KEPT, State


@transaction.atomic
def sweep_exports(*, now: datetime) -> int:
    """Remove the content of exports that are kept no longer, let unanswered ones lapse, and return how many there were.

    Who asked, who agreed, who took a copy, and the digests by which a leaked sheet is known again, stay.
    """
    over = Export.objects.filter(state=State.READY, gone_at__lte=now)
    unanswered = Export.objects.filter(state=State.ASKED, asked_at__lte=now - KEPT)
    swept = [*over.select_for_update(), *unanswered.select_for_update()]
    for export in swept:
        export.state = State.GONE if export.state == State.READY else State.LAPSED
        export.content_sealed = b""
        export.save(update_fields=["state", "content_sealed"])
        write_event(action="export.swept", area=export.area, by=None, now=now, subject=export.pk)
    return len(swept)
