"""What stays of tracing when identity is removed, and what goes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from linli.erasure import PLACE, Entry, Erasure, Retention, table
from linli.tracing.commands import forget_leads_of
from linli.tracing.models import Lead
from linli.tracing.rules import OPEN


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what leads told of them."""
    forget_leads_of(people=erasure.people)
    return []


def keeps(entries: Sequence[Entry]) -> Iterator[tuple[str, UUID]]:
    """Yield whom an open lead may mean: by ID number or telephone, wherever the lead lies. Two statements."""
    by_digest: dict[str, list[UUID]] = defaultdict(list)
    for entry in entries:
        for digest in (entry.id_digest, entry.phone_digest):
            if digest:
                by_digest[digest].append(entry.person)
    open_ = Lead.objects.filter(state__in=OPEN)
    for column in ("id_digest", "phone_digest"):
        for digest in open_.filter(**{f"{column}__in": list(by_digest)}).values_list(column, flat=True):
            for person in by_digest[digest]:
                yield "LEAD", person


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
            "note tried",
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
