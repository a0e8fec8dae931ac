"""Whom colleagues ring, decided: those above and below them, and at a place those who answer for its report.

Source: docs/rules/staff.md#phones.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from linli.areas.rules import AreaCode
from linli.staff.rights import Action
from linli.staff.rules import Viewer, chain_of

P = TypeVar("P")


def is_on_chain(*, viewer: Viewer | None, area: str) -> bool:
    """Say whether the viewer sees the telephones at an area: one of theirs, one above it or beneath it; nothing beside them."""
    code = AreaCode(area)
    own = chain_of(viewer=viewer, action=Action.SEE_WORK_PHONES)
    return any(one.contains(code) or code.contains(one) for one in own)


def rung_first(*, people: Sequence[P], seals: Callable[[P], bool]) -> list[P]:
    """Return whom one rings about a report: all who seal it; where that is one, or nobody, with the next of the others.

    people: of one place, in the order in which they are told.
    """
    sealing = [one for one in people if seals(one)]
    others = [one for one in people if not seals(one)]
    return sealing if len(sealing) > 1 else [*sealing, *others[:1]]
