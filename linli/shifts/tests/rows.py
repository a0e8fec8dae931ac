"""A shift handed over in a community."""

from typing import Any

from django.utils import timezone

from linli.shifts.commands import give_shift
from linli.staff.rights import Role
from tests.made import NOTE, Made


def rows(made: Made) -> dict[str, Any]:
    """Let the secretary hand a shift to a colleague, with a note."""
    taker = made.make_user(role=Role.DOCTOR, area=made.community, username=f"taker-{made.community}")
    shift = give_shift(
        community=made.community, taker=taker, note=NOTE, open_={"checks": 1}, by=made.by, now=timezone.now()
    )
    return {"shift_id": shift.pk}
