"""Every kind of message that a phone may bring, collected from the apps; all that is said of kinds derives from here."""

from typing import Final

from linli.arrivals.phone import ARRIVAL
from linli.emergencies.phone import EMERGENCY
from linli.messages import MessageKind, Section
from linli.observation.phone.checks import CHECK
from linli.observation.phone.households import HOUSEHOLD_CARD
from linli.people.phone import CALL, PERSON_CARD
from linli.staff.rules import Viewer, may

# In the order that they are taken: arrivals first, for what else was seen may be told of them.
KINDS: Final[tuple[MessageKind, ...]] = (
    ARRIVAL,
    PERSON_CARD,
    HOUSEHOLD_CARD,
    CALL,
    EMERGENCY,
    CHECK,
)

# The places in that order of kinds that are taken one at a time.
SINGLE: Final = frozenset(rank for rank, kind in enumerate(KINDS) if kind.take)


def rank_of(*, code: object) -> int:
    """Return the place of a kind in the order in which they are taken; behind them all for one that nobody knows."""
    return next((rank for rank, kind in enumerate(KINDS) if kind.code == code), len(KINDS))


def kind_of(*, code: str) -> MessageKind | None:
    """Return the kind of a code; None for one that nobody knows."""
    return next((kind for kind in KINDS if kind.code == code), None)


def kinds_for(*, viewer: Viewer) -> list[MessageKind]:
    """Return the kinds that the viewer may bring from somewhere, in the order that they are taken."""
    return [kind for kind in KINDS if may(viewer=viewer, action=kind.right)]


def sections_of(*, kinds: list[MessageKind]) -> list[Section]:
    """Return what kinds give a phone to work on."""
    return [kind.section for kind in kinds if kind.section]
