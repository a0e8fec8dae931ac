"""Writes of retention: announced a week before, held back by the secretary, removed."""

from linli.retention.commands.announce import announce_due
from linli.retention.commands.hold import HoldNeedsReason, NotAnnounced, hold_back
from linli.retention.commands.old_rows import OldRows, forget_old_rows
from linli.retention.commands.remove import remove_asked, remove_due
from linli.retention.commands.run import Outcome, run_retention

__all__ = [
    "HoldNeedsReason",
    "NotAnnounced",
    "OldRows",
    "Outcome",
    "announce_due",
    "forget_old_rows",
    "hold_back",
    "remove_asked",
    "remove_due",
    "run_retention",
]
