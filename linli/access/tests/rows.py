"""An account of a place."""

from typing import Any

from allauth.usersessions.models import UserSession

from linli.staff.rights import Role
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Make somebody whose only post lies in the community."""
    user = made.make_user(role=Role.DOCTOR, area=made.community, username=f"kept-{made.community}")
    session = UserSession.objects.create(
        user=user, ip="203.0.113.7", session_key=f"open {made.community}", user_agent="Chrome/64"
    )
    return {"account_id": user.pk, "open_session_id": session.pk}
