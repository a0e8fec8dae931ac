"""An account that read somebody's whole number."""

from typing import Any

from django.utils import timezone

from linli.budgets.commands import count_read
from linli.clock import day_of
from linli.ids import new_id
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Let a doctor of the community read somebody."""
    now = timezone.now()
    user = made.make_user(role=Role.DOCTOR, area=made.community, username=f"reads-{made.community}")
    reader = viewer_of(user=user, on=day_of(now))
    count_read(subjects=[new_id()], area=made.community, by=reader, now=now)
    return {"reader_id": user.pk}
