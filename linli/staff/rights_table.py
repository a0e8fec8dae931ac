"""The table of rights as people read it: on a page, and as docs/rights.md."""

from collections.abc import Iterator
from dataclasses import dataclass

from linli.staff.labels import ACTIONS, EXPLAINED, RELATIONS, ROLES, Label
from linli.staff.rights import LEVELS, RIGHTS, Action, Relation, Role


@dataclass(frozen=True)
class Reach:
    """What may be done within one relation to the post."""

    relation: Label
    actions: tuple[Label, ...]


@dataclass(frozen=True)
class RoleRights:
    """What a role may do, and how far each right reaches."""

    role: Role
    name: Label
    reaches: tuple[Reach, ...]


def role_rights() -> list[RoleRights]:
    """Return every role with its rights, both in the order in which they are declared."""
    return [
        RoleRights(
            role=role,
            name=ROLES[role],
            reaches=tuple(
                Reach(RELATIONS[relation], actions)
                for relation in Relation
                if (actions := _actions(role, relation))
            ),
        )
        for role in Role
    ]


def _actions(role: Role, relation: Relation) -> tuple[Label, ...]:
    return tuple(ACTIONS[action] for action in Action if RIGHTS[role].get(action) is relation)


def document() -> str:
    """Return docs/rights.md; call it with English active."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Rights"
    yield ""
    yield "Made from `linli/staff/rights.py` by `linli staff rights`; a test holds it to the code."
    yield "What is not in it is not allowed."
    yield ""
    yield "| Reach | What lies in it |"
    yield "|---|---|"
    for relation in Relation:
        yield f"| {RELATIONS[relation]} | {EXPLAINED[relation]} |"
    yield ""
    yield "| Role | Post at |"
    yield "|---|---|"
    for role in Role:
        levels = ", ".join(sorted(level.value.lower() for level in LEVELS[role]))
        yield f"| {ROLES[role]} | {levels} |"
    yield ""
    yield "| Action | " + " | ".join(str(ROLES[role]) for role in Role) + " |"
    yield "|---|" + "---|" * len(Role)
    for action in Action:
        marks = " | ".join(_mark(role, action) for role in Role)
        yield f"| {ACTIONS[action]} (`{action.value}`) | {marks} |"


def _mark(role: Role, action: Action) -> str:
    relation = RIGHTS[role].get(action)
    return str(RELATIONS[relation]) if relation else ""
