"""Roles that nobody holds beside one another: the three offices are three people, and none of them reads persons."""

from typing import Final

from linli.staff.rights import RIGHTS, Action, Role

# Whoever may do one of these reads persons by name.
READS_PERSONS: Final = frozenset(
    {
        Action.SEE_PERSON,
        Action.REVEAL_IDENTITY,
        Action.RING_HOUSEHOLD,
        Action.IMPORT_ROSTER,
        Action.SCREEN_DOORS,
        Action.KEEP_DOORS,
        Action.HAND_DOWN_LEADS,
        Action.ANSWER_REFERRAL,
        Action.ANSWER_HAND_OVER,
        Action.SEE_ASSIGNED,
    }
)
# Nobody is one of these and anything else: who looks after everybody's acts does nothing beside it, and whoever holds a
# link holds all that its helper may do.
ALONE: Final = frozenset({Role.AUDITOR, Role.HELPER})
# 三员分立: who makes accounts, who gives them rights, and who sees what both did. Source: docs/rules/staff.md#three-offices.
ADMINISTRATORS: Final = frozenset({Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})
THREE_OFFICES: Final = ADMINISTRATORS | {Role.AUDITOR}


def are_apart(*, one: Role, other: Role) -> bool:
    """Say whether nobody may hold both roles at a time: of the three offices one, and none with a role that reads persons."""
    if one is other:
        return False
    if ALONE & {one, other} or {one, other} <= THREE_OFFICES:
        return True
    return any(
        office in ADMINISTRATORS and bool(READS_PERSONS & set(RIGHTS[beside]))
        for office, beside in ((one, other), (other, one))
    )
