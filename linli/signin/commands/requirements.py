"""Which roles need a second factor: set by a security administrator of the province."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.signin.models import RoleRequirement
from linli.signin.queries.requirements import requirements
from linli.staff.rights import Role
from linli.staff.rules import OPERATOR, Viewer


@transaction.atomic
def require_second_factor(*, roles: Iterable[Role], area: str, by: Viewer, now: datetime) -> list[Role]:
    """Let just these roles need a second factor, and return those for which it changed. area: where it is written."""
    needed = frozenset(roles)
    changed = [told.role for told in requirements() if told.second_factor != (told.role in needed)]
    for role in changed:
        RoleRequirement.objects.update_or_create(
            role=role,
            defaults={"second_factor": role in needed, "set_at": now, "set_by": by.user_id},
        )
    if changed:
        write_event(
            action="second_factor.required_of",
            area=area,
            by=None if by == OPERATOR else by.user_id,
            now=now,
            changed={role: role in needed for role in changed},
        )
    return changed
