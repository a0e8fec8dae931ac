"""Writes of roster imports: received, confirmed, run to the end."""

from linli.exchange.commands.forget import forget_rosters_before, forget_rows_of
from linli.exchange.commands.receive import (
    DayInFuture,
    MappingIncomplete,
    NoHeaderFound,
    NotACommunity,
    cancel_roster,
    confirm_mapping,
    receive_roster,
)
from linli.exchange.commands.run import run_import

__all__ = [
    "DayInFuture",
    "MappingIncomplete",
    "NoHeaderFound",
    "NotACommunity",
    "cancel_roster",
    "confirm_mapping",
    "forget_rosters_before",
    "forget_rows_of",
    "receive_roster",
    "run_import",
]
