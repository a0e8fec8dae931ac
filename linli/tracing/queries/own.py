"""Leads that somebody told of, as long as the community has not begun: by name for who typed them, for nobody else above."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.staff.queries import NOWHERE, in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.tracing.models import Lead, LeadEvent, LeadList
from linli.tracing.rules import BY_TELLER, State


def own_lists(*, viewer: Viewer | None) -> QuerySet[LeadList]:
    """Return lists that the viewer told of and may still hand in there."""
    mine = Q(by=viewer.user_id) if viewer else NOWHERE
    handed_down = in_scope(viewer=viewer, action=Action.HAND_DOWN_LEADS, field="community")
    traced = in_scope(viewer=viewer, action=Action.TRACE_LEADS, field="community")
    return LeadList.objects.filter(mine, handed_down | traced)


def own_leads(*, viewer: Viewer | None) -> QuerySet[Lead]:
    """Leads that the viewer told of and with which nobody has begun, the newest first."""
    began = LeadEvent.objects.filter(lead=OuterRef("pk")).exclude(what__in=BY_TELLER)
    return (
        Lead.objects.filter(~Exists(began), list__in=own_lists(viewer=viewer), state=State.NEW)
        .select_related("list")
        .order_by("-received_at", "-pk")
    )
