"""Somebody whom a lead means has come: registered and found in one."""

from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.arrivals.commands.register import NewArrival, Outcome, Registered, register_arrivals
from linli.staff.rules import Viewer
from linli.tracing.commands import mark_found
from linli.tracing.models import Lead


@transaction.atomic
def register_from_lead(*, lead: Lead, arrival: NewArrival, by: Viewer, now: datetime) -> Registered:
    """Register an arrival in the lead's community and mark the lead found with the person, or neither.

    Somebody known here already is whom the lead means too; somebody of another community is not found here, and the
    lead stays open. Raises what `register_arrivals` and `mark_found` raise.
    """
    community = AreaCode(lead.community)
    registered = register_arrivals(community=community, arrivals=[arrival], by=by, now=now)[0]
    if registered.outcome != Outcome.KNOWN_ELSEWHERE:
        mark_found(lead=lead, person=registered.person, by=by, now=now)
    return registered
