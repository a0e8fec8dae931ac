"""Writes of roster imports: received, confirmed, run to the end, taken back."""

from linli.rosters.commands.forget import forget_rosters_before, forget_rows_of
from linli.rosters.commands.receive import (
    DayInFuture,
    MappingIncomplete,
    NamesAnotherPlace,
    NoHeaderFound,
    NotACommunity,
    cancel_roster,
    confirm_mapping,
    enter_elsewhere,
    receive_roster,
)
from linli.rosters.commands.run import run_import
from linli.rosters.commands.take_back import (
    NothingToTakeBack,
    RowsInUse,
    TakenInAlready,
    TakingBackNeedsReason,
    take_back_roster,
    take_back_rows,
    take_in_again,
)

__all__ = [
    "DayInFuture",
    "MappingIncomplete",
    "NamesAnotherPlace",
    "NoHeaderFound",
    "NotACommunity",
    "NothingToTakeBack",
    "RowsInUse",
    "TakenInAlready",
    "TakingBackNeedsReason",
    "cancel_roster",
    "confirm_mapping",
    "enter_elsewhere",
    "forget_rosters_before",
    "forget_rows_of",
    "receive_roster",
    "run_import",
    "take_back_roster",
    "take_back_rows",
    "take_in_again",
]
