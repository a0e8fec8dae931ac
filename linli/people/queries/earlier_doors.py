"""The doors behind which people stood before their address was put right, or they moved."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.people.models import Correction
from linli.people.queries.corrections import facts_in
from linli.people.rules.corrections import About


def doors_left(*, people: Collection[UUID] | QuerySet[Any, Any], since: datetime) -> dict[UUID, set[UUID]]:
    """Return the households that entries were taken out of since a moment, by entry. One statement.

    An undoing is one too: they stood there, whichever of the two was wrong.
    """
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Correction.objects.filter(person__in=people, about=About.PERSON, at__gte=since)
    for person, before in rows.values_list("person", "before_sealed"):
        door = facts_in(sealed=before).get("household")
        if person and door:
            found[person].add(UUID(door))
    return found
