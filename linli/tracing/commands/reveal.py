"""Showing the phone of a lead: who searches must ring. Every look is written down."""

from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event, write_read
from linli.people.commands import RevealReason
from linli.people.rules.reveals import ONE_READ
from linli.sealing.seals import unseal
from linli.staff.rules import Viewer
from linli.tracing.models import Lead, LeadList


@transaction.atomic
def reveal_phone(*, lead: Lead, reason: RevealReason, by: Viewer, now: datetime) -> str:
    """Read a lead's phone in clear, '' where none is known; who, when and why is written down in the same transaction."""
    write_event(
        action="lead.phone_revealed",
        area=lead.area,
        by=by.user_id,
        now=now,
        subject=lead.pk,
        changed={"reason": reason},
    )
    return unseal(lead.phone_sealed)


def note_rows_read(*, list_: LeadList, by: Viewer, now: datetime) -> None:
    """Write down that somebody opened the rows of a list that wait to be corrected, numbers and all; once an hour."""
    write_read(
        action="lead.rows_read",
        area=list_.community,
        by=by.user_id,
        now=now,
        subject=list_.pk,
        since=now - ONE_READ,
    )
