"""Which roles need a second factor, and who has one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from allauth.mfa.models import Authenticator

from linli.areas.rules import AreaCode, Level
from linli.signin.models import RoleRequirement
from linli.signin.rules import needs_second_factor
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer, scope

# Recovery codes alone are none: they help when a real one is lost.
FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Requirement:
    """Whether a role needs a second factor, and since when somebody set it so."""

    role: Role
    second_factor: bool
    set_at: datetime | None
    set_by: UUID | None


def requirements() -> list[Requirement]:
    """Return every role in the order of the rights table; one without a row needs what the rule says."""
    rows = {row.role: row for row in RoleRequirement.objects.all()}
    return [
        Requirement(role, row.second_factor, row.set_at, row.set_by)
        if (row := rows.get(role))
        else Requirement(role, needs_second_factor(role=role), None, None)
        for role in Role
    ]


def roles_left_open() -> list[Role]:
    """Return the roles from county level up, and administrators, that need no second factor on this machine."""
    return [
        told.role for told in requirements() if needs_second_factor(role=told.role) and not told.second_factor
    ]


def lacks_second_factor(*, viewer: Viewer) -> bool:
    """Say whether a viewer's roles need a second factor and the user has none."""
    return any_needs(roles={post.role for post in viewer.posts}) and not has_second_factor(
        user_id=viewer.user_id
    )


def province_of(*, viewer: Viewer) -> AreaCode | None:
    """Return the province whose security administrator the viewer is, who sets what roles need; None for everybody else."""
    areas = scope(viewer=viewer, action=Action.SET_SECOND_FACTORS).areas
    return next((area for area in areas if area.level is Level.PROVINCE), None)


def has_second_factor(*, user_id: UUID) -> bool:
    """Say whether a user has an app or a passkey."""
    found: bool = Authenticator.objects.filter(user_id=user_id, type__in=FACTORS).exists()
    return found


def any_needs(*, roles: Iterable[str]) -> bool:
    """Say whether any of some roles needs a second factor. One statement, none for no role."""
    held = set(roles)
    if not held:
        return False
    set_ = dict(RoleRequirement.objects.filter(role__in=held).values_list("role", "second_factor"))
    return any(set_.get(role, needs_second_factor(role=Role(role))) for role in held)
