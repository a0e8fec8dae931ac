"""The table of rights as people read it: on a page, and as docs/rights.md."""

from collections.abc import Iterator
from dataclasses import dataclass

from linli.staff.labels import ACTIONS, REACHES, ROLES, Label
from linli.staff.rights import LEVELS, RIGHTS, Action, Role


@dataclass(frozen=True)
class RoleRights:
    """What a role may do, and how far it reaches."""

    role: Role
    name: Label
    reach: Label
    actions: tuple[Label, ...]


def role_rights() -> list[RoleRights]:
    """Return every role with its rights, both in the order in which they are declared."""
    return [
        RoleRights(
            role=role,
            name=ROLES[role],
            reach=REACHES[role],
            actions=tuple(ACTIONS[action] for action in Action if action in RIGHTS[role]),
        )
        for role in Role
    ]


def document() -> str:
    """Return docs/rights.md; call it with English active."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Rights"
    yield ""
    yield "Made from `linli/staff/rights.py` by `linli staff rights`; a test holds it to the code."
    yield "What is not in it is not allowed."
    yield ""
    yield "| Role | Post at | Reach |"
    yield "|---|---|---|"
    for role in Role:
        levels = ", ".join(sorted(level.value.lower() for level in LEVELS[role]))
        yield f"| {ROLES[role]} | {levels} | {REACHES[role]} |"
    yield ""
    yield "| Action | " + " | ".join(str(ROLES[role]) for role in Role) + " |"
    yield "|---|" + "---|" * len(Role)
    for action in Action:
        marks = " | ".join("yes" if action in RIGHTS[role] else "" for role in Role)
        yield f"| {ACTIONS[action]} (`{action.value}`) | {marks} |"
