"""Commands about who came: registered, told of again, put right."""

from linli.arrivals.commands.arrivals_told import NewArrival
from linli.arrivals.commands.correct_arrivals import (
    ArrivedThatDayAlready,
    DaysOutOfOrder,
    correct_arrival,
    facts_of_arrival,
    undo_arrival,
)
from linli.arrivals.commands.leads import register_from_lead
from linli.arrivals.commands.register import Outcome, Registered, register_arrivals, register_as
from linli.arrivals.commands.told_decisions import Decided, NoJourneyTold, decide_again

__all__ = [
    "ArrivedThatDayAlready",
    "DaysOutOfOrder",
    "Decided",
    "NewArrival",
    "NoJourneyTold",
    "Outcome",
    "Registered",
    "correct_arrival",
    "decide_again",
    "facts_of_arrival",
    "register_arrivals",
    "register_as",
    "register_from_lead",
    "undo_arrival",
]
