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
from linli.observation.commands.decisions import DecisionNeedsReason, write_decision
from linli.observation.commands.endings import (
    AlertStillOpen,
    AlreadyThere,
    EndNeedsReason,
    PeriodNotOver,
    ReferralStillOpen,
    end_with_reason,
    move_to_community,
    release,
)
from linli.observation.commands.grids import GridElsewhere, assign_grid
from linli.observation.commands.protocols import (
    AlreadyUnder,
    NewVersion,
    VersionFaulty,
    VersionNotYetValid,
    VersionOfAnotherArea,
    VersionWritten,
    declare_in_force,
    fit_check_duties,
    move_to_protocol,
    set_own_version,
    write_version,
)
from linli.observation.commands.referral_steps import take_referral_step
from linli.observation.commands.register import NewArrival, Outcome, Registered, register_arrivals

__all__ = [
    "AlertReviewedAlready",
    "AlertStillOpen",
    "AlreadyThere",
    "AlreadyUnder",
    "CheckBeforeObservation",
    "CheckIdReused",
    "CheckInFuture",
    "DecisionNeedsReason",
    "EndNeedsReason",
    "GridElsewhere",
    "NewArrival",
    "NewCheck",
    "NewVersion",
    "ObservationClosed",
    "Outcome",
    "PeriodNotOver",
    "Recorded",
    "ReferralStillOpen",
    "Registered",
    "ReviewNeedsReason",
    "VersionFaulty",
    "VersionNotYetValid",
    "VersionOfAnotherArea",
    "VersionWritten",
    "assign_grid",
    "declare_in_force",
    "end_with_reason",
    "fit_check_duties",
    "move_to_community",
    "move_to_protocol",
    "record_check",
    "record_checks",
    "register_arrivals",
    "release",
    "review_alert",
    "set_own_version",
    "take_referral_step",
    "write_decision",
    "write_version",
]
