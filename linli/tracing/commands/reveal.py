"""The phone of a lead in clear, for whoever looks for the person."""

from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.sealing.seals import unseal
from linli.staff.rules import Viewer
from linli.tracing.models import Lead


@transaction.atomic
def reveal_phone(*, lead: Lead, by: Viewer, now: datetime) -> str:
    """Read a lead's phone, '' where none is known; who and when is written down in the same transaction."""
    write_event(action="lead.phone_revealed", area=lead.area, by=by.user_id, now=now, subject=lead.pk)
    return unseal(lead.phone_sealed)
