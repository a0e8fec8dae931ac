"""An account of a place."""

from typing import Any

from linli.staff.rights import Role
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Make somebody whose only post lies in the community."""
    user = made.make_user(role=Role.DOCTOR, area=made.community, username=f"kept-{made.community}")
    return {"account_id": user.pk}
