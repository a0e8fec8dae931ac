"""The end of each chain written into the chain of the area above, so that a chain that is cut off or gone is missed."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from linli.audit.commands.writing import Listed, write_lists
from linli.audit.models import AuditHead
from linli.audit.rules import NOTED, county_above


@transaction.atomic
def note_heads(*, now: datetime) -> int:
    """Note every end that moved since it was last noted, and return how many those were.

    A county's end stands in the chain of its city, that of a city in its province's, that of a province in the nation's,
    which is noted nowhere. Source: docs/decisions/084-seals-with-a-key.md.
    """
    moved = AuditHead.objects.filter(position__gt=F("noted")).exclude(county="")
    heads = list(moved.select_for_update().order_by("county"))
    write_lists(
        action=NOTED,
        by=None,
        now=now,
        lists=[
            Listed(
                area=county_above(county=head.county),
                changed={"county": head.county, "position": head.position, "link": head.link},
                about=(),
            )
            for head in heads
        ],
    )
    for head in heads:
        head.noted = head.position
    AuditHead.objects.bulk_update(heads, ["noted"], batch_size=500)
    return len(heads)
