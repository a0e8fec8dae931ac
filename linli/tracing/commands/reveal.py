"""Showing the phone of a lead: who searches must ring. Every look is written down."""

from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event, write_read
from linli.budgets.commands import count_read
from linli.people.commands import RevealReason
from linli.people.rules.reveals import ONE_READ
from linli.sealing.seals import unseal
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.tracing.models import Lead, LeadList
from linli.tracing.rules import OPEN


@transaction.atomic
def reveal_phone(*, lead: Lead, reason: RevealReason, by: Viewer, now: datetime) -> str:
    """Read a lead's phone in clear, '' where none is known; who, when and why is written down in the same transaction.

    Whoever was given the lead by name dials a duty of their own, which is not counted. Raises BudgetSpent.
    """
    if not is_own_duty(lead=lead, by=by):
        count_read(subjects=[lead.person_id or lead.pk], area=lead.area, by=by, now=now)
    write_event(
        action="lead.phone_revealed",
        area=lead.area,
        by=by.user_id,
        now=now,
        subject=lead.pk,
        changed={"reason": reason},
    )
    return unseal(lead.phone_sealed)


def is_own_duty(*, lead: Lead, by: Viewer) -> bool:
    """Say whether somebody else gave an open lead to this very person: whoever directs leads may give them to themselves."""
    is_given = lead.state in OPEN and lead.assigned_to == by.user_id
    return is_given and not may_at(viewer=by, action=Action.DIRECT_LEADS, area=lead.area)


def note_rows_read(*, list_: LeadList, by: Viewer, now: datetime) -> None:
    """Write down that somebody opened the rows of a list that wait to be corrected, numbers and all; once an hour."""
    _note(action="lead.rows_read", list_=list_, by=by, now=now)


def note_own_read(*, list_: LeadList, by: Viewer, now: datetime) -> None:
    """Write down that somebody opened by name what they told of themselves; once an hour."""
    _note(action="lead.told_read", list_=list_, by=by, now=now)


def _note(*, action: str, list_: LeadList, by: Viewer, now: datetime) -> None:
    write_read(
        action=action, area=list_.community, by=by.user_id, now=now, subject=list_.pk, since=now - ONE_READ
    )
