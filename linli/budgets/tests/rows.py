"""An account that read somebody's whole number."""

from typing import Any

from django.utils import timezone

from linli.budgets.commands import count_read
from linli.ids import new_id
from linli.staff.rights import Role
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Let a doctor of the community read somebody."""
    doctor = made.make_viewer(role=Role.DOCTOR, area=made.community)
    count_read(subjects=[new_id()], area=made.community, by=doctor, now=timezone.now())
    return {"account_id": doctor.user_id}
