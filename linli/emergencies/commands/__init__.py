"""Emergencies: raised at once at every level, acknowledged by each in parallel, followed until they are closed."""

from linli.emergencies.commands.answering import (
    AlreadyOver,
    NotOver,
    NotWaitingForLevel,
    StepNeedsWords,
    StillWaiting,
    acknowledge,
    close_emergency,
    follow_up,
    forget_emergencies,
)
from linli.emergencies.commands.climbing import climb
from linli.emergencies.commands.raising import (
    EmergencyIdReused,
    EmergencyInFuture,
    NewEmergency,
    raise_emergency,
)
from linli.emergencies.commands.undoing import (
    NotAcknowledged,
    correct_words,
    reopen_emergency,
    take_back_acknowledgement,
    withdraw_emergency,
)

__all__ = [
    "AlreadyOver",
    "EmergencyIdReused",
    "EmergencyInFuture",
    "NewEmergency",
    "NotAcknowledged",
    "NotOver",
    "NotWaitingForLevel",
    "StepNeedsWords",
    "StillWaiting",
    "acknowledge",
    "climb",
    "close_emergency",
    "correct_words",
    "follow_up",
    "forget_emergencies",
    "raise_emergency",
    "reopen_emergency",
    "take_back_acknowledgement",
    "withdraw_emergency",
]
