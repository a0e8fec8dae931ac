"""Writes of exports: asked for, decided, made, taken, swept."""

from linli.exports.commands.asking import (
    CountChanged,
    NewExport,
    NobodyInIt,
    NotYours,
    TooManyInIt,
    ask_export,
    count_persons,
    persons_of,
    spends,
    wants_second,
)
from linli.exports.commands.deciding import (
    DecidedAlready,
    NotTheSecond,
    approve_export,
    persons_now,
    refuse_export,
)
from linli.exports.commands.sweeping import sweep_exports
from linli.exports.commands.taking import NotKept, NotTheAsker, log_copy, take_copy

__all__ = [
    "CountChanged",
    "DecidedAlready",
    "NewExport",
    "NobodyInIt",
    "NotKept",
    "NotTheAsker",
    "NotTheSecond",
    "NotYours",
    "TooManyInIt",
    "approve_export",
    "ask_export",
    "count_persons",
    "log_copy",
    "persons_now",
    "persons_of",
    "refuse_export",
    "spends",
    "sweep_exports",
    "take_copy",
    "wants_second",
]
