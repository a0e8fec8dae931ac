"""A note of a community that was rung."""

from typing import Any

from django.utils import timezone

from linli.clock import day_of
from linli.ids import new_id
from linli.reports.models import Ringing
from linli.reports.rules.forms import FORM
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Note that the community was rung."""
    now = timezone.now()
    row = Ringing.objects.create(
        id=new_id(),
        county=made.community.county,
        area=made.community,
        form=FORM,
        day=day_of(now),
        rung_at=now,
        by=made.by.user_id,
    )
    return {"ringing_id": row.pk}
