"""What stays of tracing when identity is removed, and what goes."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from linli.erasure import PLACE, Erasure, Retention, table
from linli.people.models import Person
from linli.tracing.commands import forget_leads_of
from linli.tracing.models import Lead
from linli.tracing.rules import OPEN


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what leads told of them."""
    forget_leads_of(people=erasure.people)
    return []


def keeps(entries: Collection[UUID]) -> list[QuerySet[Any, Any]]:
    """Find whom an open lead may mean: by ID number or telephone, wherever the lead lies."""
    open_ = Lead.objects.filter(state__in=OPEN)
    return [
        Person.objects.filter(
            pk__in=entries, **{f"{digest}__in": open_.filter(**{f"{digest}__gt": ""}).values(digest)}
        ).values_list(Value("LEAD"), "pk")
        for digest in ("id_digest", "phone_digest")
    ]


RETENTION: Final = Retention(
    app="tracing",
    personal={
        "Lead": table(
            f"{PLACE} list source received_at due_at state assigned_to asked_community person found_at turn",
            "name id_sealed id_digest phone_sealed phone_digest born_on origin note",
            "counts of leads and how long finding took",
        ),
        "LeadEvent": table(
            "id lead county community what at by from_state to_state about",
            "note tried changed",
            "every step of a search",
        ),
        "ParkedRow": table(
            "id county community list row_number field by parked_at settled_at",
            "cells_sealed problem",
            "that a row was settled, by whom",
        ),
    },
    nobody={
        "LeadDeadline": "rules",
        "LeadList": "which list came when",
    },
    forget=forget,
    why={
        "LEAD": _("有线索在找此人"),
    },
    keeps=keeps,
)
