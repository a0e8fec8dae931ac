"""Writes of observation. One command, one transaction: rows, duties, audit."""

from linli.observation.commands.alerts import AlertReviewedAlready, ReviewNeedsReason, review_alert
from linli.observation.commands.checks import (
    CheckBeforeObservation,
    CheckIdReused,
    CheckInFuture,
    NewCheck,
    ObservationClosed,
    Recorded,
    record_check,
    record_checks,
)
from linli.observation.commands.endings import (
    AlertStillOpen,
    AlreadyThere,
    EndNeedsReason,
    PeriodNotOver,
    ReferralStillOpen,
    SlotsUnanswered,
    end_with_reason,
    move_to_community,
    release,
)
from linli.observation.commands.explain import ExplanationNeedsReason, NothingToExplain, explain_slots
from linli.observation.commands.findings import FindingNeedsWords, record_finding
from linli.observation.commands.grids import GridElsewhere, assign_grid
from linli.observation.commands.joins import join_certain, join_people, undo_join
from linli.observation.commands.moves import (
    MoveAnsweredAlready,
    MoveAskedAlready,
    RefusalNeedsReason,
    accept_move,
    ask_to_move,
    refuse_move,
    withdraw_move,
)
from linli.observation.commands.referral_steps import take_referral_step
from linli.observation.commands.register import NewArrival, Outcome, Registered, register_arrivals
from linli.observation.commands.restore import restore_duties

__all__ = [
    "AlertReviewedAlready",
    "AlertStillOpen",
    "AlreadyThere",
    "CheckBeforeObservation",
    "CheckIdReused",
    "CheckInFuture",
    "EndNeedsReason",
    "ExplanationNeedsReason",
    "FindingNeedsWords",
    "GridElsewhere",
    "MoveAnsweredAlready",
    "MoveAskedAlready",
    "NewArrival",
    "NewCheck",
    "NothingToExplain",
    "ObservationClosed",
    "Outcome",
    "PeriodNotOver",
    "Recorded",
    "ReferralStillOpen",
    "RefusalNeedsReason",
    "Registered",
    "ReviewNeedsReason",
    "SlotsUnanswered",
    "accept_move",
    "ask_to_move",
    "assign_grid",
    "end_with_reason",
    "explain_slots",
    "join_certain",
    "join_people",
    "move_to_community",
    "record_check",
    "record_checks",
    "record_finding",
    "refuse_move",
    "register_arrivals",
    "release",
    "restore_duties",
    "review_alert",
    "take_referral_step",
    "undo_join",
    "withdraw_move",
]
