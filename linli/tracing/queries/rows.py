"""Rows of a list that are no leads yet."""

import json
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.sealing.seals import unseal
from linli.staff.queries import NOWHERE, in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.tracing.models import LeadList
from linli.tracing.models import ParkedRow as ParkedRow  # pages may name the type of a row


def rows_visible(*, viewer: Viewer | None) -> QuerySet[ParkedRow]:
    """Return rows that wait to be corrected: by who handed them in, or by who directs the community's leads; in order."""
    handed_down = in_scope(viewer=viewer, action=Action.HAND_DOWN_LEADS, field="community")
    own = Q(by=viewer.user_id) if viewer else NOWHERE
    directed = in_scope(viewer=viewer, action=Action.DIRECT_LEADS, field="community")
    return (
        ParkedRow.objects.filter((handed_down & own) | directed, settled_at=None)
        .select_related("list")
        .order_by("row_number", "pk")
    )


def lists_to_correct(*, viewer: Viewer | None) -> QuerySet[LeadList]:
    """Return the lists that hold such rows; in no order."""
    waiting = rows_visible(viewer=viewer).order_by().filter(list=OuterRef("pk"))
    return LeadList.objects.filter(Exists(waiting))


def cells_of(*, row: ParkedRow) -> dict[str, Any]:
    """Return what was written in a visible row, by field."""
    cells: dict[str, Any] = json.loads(unseal(row.cells_sealed))
    return cells
