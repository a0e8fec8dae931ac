"""Writes of observation. One command, one transaction: rows, duties, audit."""

from linli.observation.commands.alerts import AlertReviewedAlready, ReviewNeedsReason, review_alert
from linli.observation.commands.away import leave_for
from linli.observation.commands.categories import CategoryDecidedAlready, set_category
from linli.observation.commands.check_questions import (
    ActedOn,
    AskedAlready,
    NothingToAsk,
    ask_about_check,
    is_acted_on,
)
from linli.observation.commands.checks import (
    CheckBeforeObservation,
    CheckIdReused,
    CheckInFuture,
    NewCheck,
    NotAsked,
    ObservationClosed,
    Recorded,
    record_check,
    record_checks,
    record_checks_of_read,
)
from linli.observation.commands.decisions import DecisionNeedsReason, write_decision
from linli.observation.commands.doors import follow_door
from linli.observation.commands.endings import (
    AlertStillOpen,
    AlreadyThere,
    CaseInHousehold,
    EndNeedsReason,
    NotOverBefore,
    NotTheSigner,
    OverBefore,
    PeriodNotOver,
    ReferralStillOpen,
    SampleMissing,
    SlotsUnanswered,
    StillIll,
    TooFewTries,
    check_end,
    confirm_over_before,
    end_with_reason,
    move_to_community,
    release,
)
from linli.observation.commands.entries import give_observation, observe_parted
from linli.observation.commands.explain import (
    ExplanationNeedsReason,
    NothingToExplain,
    correct_explanation,
    explain_slots,
    withdraw_explanation,
)
from linli.observation.commands.extend import (
    NotExtended,
    NotLater,
    TooFarOff,
    extend_observation,
    take_back_extension,
)
from linli.observation.commands.findings import FindingNeedsWords, record_finding
from linli.observation.commands.grids import GridElsewhere, assign_grid
from linli.observation.commands.households import change_household_card, keep_apart_or_together
from linli.observation.commands.places import ThereAlready, observe_at
from linli.observation.commands.protocols import (
    AlreadyUnder,
    ShorteningNeedsTwo,
    VersionNotHeld,
    move_to_protocol,
)
from linli.observation.commands.refusals import NobodyRefuses, NotTheNextStep, take_refusal_step
from linli.observation.commands.reopen import NotToReopen, reopen_observation
from linli.observation.commands.restore import restore_duties
from linli.observation.commands.strikes import (
    CheckNotStruck,
    CheckStruckAlready,
    StrikeNeedsReason,
    StruckByDoctor,
    put_back_check,
    strike_and_record,
    strike_check,
)
from linli.observation.commands.taking_back import (
    lift_told,
    strike_told,
    take_back_observations,
    take_in_again,
)
from linli.observation.commands.told_twice import told_twice

__all__ = [
    "ActedOn",
    "AlertReviewedAlready",
    "AlertStillOpen",
    "AlreadyThere",
    "AlreadyUnder",
    "AskedAlready",
    "CaseInHousehold",
    "CategoryDecidedAlready",
    "CheckBeforeObservation",
    "CheckIdReused",
    "CheckInFuture",
    "CheckNotStruck",
    "CheckStruckAlready",
    "DecisionNeedsReason",
    "EndNeedsReason",
    "ExplanationNeedsReason",
    "FindingNeedsWords",
    "GridElsewhere",
    "NewCheck",
    "NobodyRefuses",
    "NotAsked",
    "NotExtended",
    "NotLater",
    "NotOverBefore",
    "NotTheNextStep",
    "NotTheSigner",
    "NotToReopen",
    "NothingToAsk",
    "NothingToExplain",
    "ObservationClosed",
    "OverBefore",
    "PeriodNotOver",
    "Recorded",
    "ReferralStillOpen",
    "ReviewNeedsReason",
    "SampleMissing",
    "ShorteningNeedsTwo",
    "SlotsUnanswered",
    "StillIll",
    "StrikeNeedsReason",
    "StruckByDoctor",
    "ThereAlready",
    "TooFarOff",
    "TooFewTries",
    "VersionNotHeld",
    "ask_about_check",
    "assign_grid",
    "change_household_card",
    "check_end",
    "confirm_over_before",
    "correct_explanation",
    "end_with_reason",
    "explain_slots",
    "extend_observation",
    "follow_door",
    "give_observation",
    "is_acted_on",
    "keep_apart_or_together",
    "leave_for",
    "lift_told",
    "move_to_community",
    "move_to_protocol",
    "observe_at",
    "observe_parted",
    "put_back_check",
    "record_check",
    "record_checks",
    "record_checks_of_read",
    "record_finding",
    "release",
    "reopen_observation",
    "restore_duties",
    "review_alert",
    "set_category",
    "strike_and_record",
    "strike_check",
    "strike_told",
    "take_back_extension",
    "take_back_observations",
    "take_in_again",
    "take_refusal_step",
    "told_twice",
    "withdraw_explanation",
    "write_decision",
]
