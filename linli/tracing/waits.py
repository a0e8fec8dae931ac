"""Leads that wait: to be found here, to be answered to another community, rows of a list to be corrected."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.rights import Action
from linli.staff.waits import Standing, WaitKind, Waits
from linli.tracing.queries.leads import leads_asked, leads_handed_on, leads_to_find
from linli.tracing.queries.rows import lists_to_correct

WAITS: Final[tuple[Waits, ...]] = (
    WaitKind(
        "LEAD",
        _("查找线索里的人"),
        frozenset({Action.TRACE_LEADS}),
        rows=lambda viewer: leads_to_find(viewer=viewer),
        since="received_at",
        until="due_at",
        title="name",
        page="tracing:leads",
        own_page="tracing:lead",
        args=("pk",),
        door="tracing:leads",
        acts=frozenset({"tracing:lead"}),
    ),
    WaitKind(
        "LEAD_ASKED",
        _("答复：别的社区请本社区查找"),
        frozenset({Action.DIRECT_LEADS}),
        rows=lambda viewer: leads_asked(viewer=viewer),
        since="received_at",
        until="due_at",
        title="name",
        place="community",
        page="tracing:leads",
        args=("pk",),
        anchor="lead-",
        acts=frozenset({"tracing:accept_lead", "tracing:refuse_lead"}),
    ),
    WaitKind(
        "LEAD_ROW",
        _("更正线索名单里读不出的行"),
        frozenset({Action.HAND_DOWN_LEADS, Action.DIRECT_LEADS}),
        rows=lambda viewer: lists_to_correct(viewer=viewer),
        since="received_at",
        title="name",
        place="community",
        page="tracing:numbers",
        own_page="tracing:list",
        args=("pk",),
        acts=frozenset({"tracing:correct_row", "tracing:drop_row"}),
    ),
    WaitKind(
        "LEAD_HANDED_ON",
        _("等对方社区接线索"),
        frozenset({Action.TRACE_LEADS}),
        rows=lambda viewer: leads_handed_on(viewer=viewer),
        since="received_at",
        until="due_at",
        title="name",
        place="asked_community",
        page="tracing:leads",
        own_page="tracing:lead",
        args=("pk",),
        door="tracing:leads",
        standing=Standing.OTHERS,
    ),
)
