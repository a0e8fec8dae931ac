"""Writes of observation. One command, one transaction: rows, duties, audit."""

from linli.observation.commands.alerts import AlertReviewedAlready, ReviewNeedsReason, review_alert
from linli.observation.commands.away import leave_for
from linli.observation.commands.cases_at_home import NoCaseAtHome, judge_cases_at_home
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
    ObservationClosed,
    Recorded,
    record_check,
    record_checks,
    record_checks_of_read,
)
from linli.observation.commands.clinic_visits import (
    CLOSED_BY_CLINIC,
    alert_of_earlier_visits,
    take_back_visit,
    tell_visit,
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
from linli.observation.commands.events import review_event
from linli.observation.commands.explain import ExplanationNeedsReason, NothingToExplain, explain_slots
from linli.observation.commands.extend import (
    NotExtended,
    NotLater,
    TooFarOff,
    extend_observation,
    take_back_extension,
)
from linli.observation.commands.fallen_cases import Fallen
from linli.observation.commands.findings import FindingNeedsWords, record_finding
from linli.observation.commands.grids import GridElsewhere, assign_grid
from linli.observation.commands.households import change_household_card, keep_apart_or_together
from linli.observation.commands.lab_tests import SampleOutsidePeriod, record_test
from linli.observation.commands.places import ThereAlready, observe_at
from linli.observation.commands.protocols import (
    AlreadyUnder,
    ShorteningNeedsTwo,
    VersionNotHeld,
    move_to_protocol,
)
from linli.observation.commands.referral_steps import (
    ReferredAlready,
    refer_by_doctor,
    take_back_step,
    take_referral_step,
)
from linli.observation.commands.refusals import NobodyRefuses, NotTheNextStep, take_refusal_step
from linli.observation.commands.reopen import NotToReopen, reopen_observation
from linli.observation.commands.restore import restore_duties
from linli.observation.commands.results import WentBack, correct_result, move_result
from linli.observation.commands.shortening import (
    GroundTooShort,
    NotAsked,
    NotShorter,
    SamePerson,
    ShorterAskedAlready,
    answer_asking,
    ask_for_shorter,
    withdraw_asking,
)
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
from linli.observation.commands.told_back import (
    NotInHospital,
    TakenBackAlready,
    note_death_in_hospital,
    take_back_told,
)
from linli.observation.commands.told_twice import told_twice

__all__ = [
    "CLOSED_BY_CLINIC",
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
    "Fallen",
    "FindingNeedsWords",
    "GridElsewhere",
    "GroundTooShort",
    "NewCheck",
    "NoCaseAtHome",
    "NobodyRefuses",
    "NotAsked",
    "NotExtended",
    "NotInHospital",
    "NotLater",
    "NotOverBefore",
    "NotShorter",
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
    "ReferredAlready",
    "ReviewNeedsReason",
    "SamePerson",
    "SampleMissing",
    "SampleOutsidePeriod",
    "ShorteningNeedsTwo",
    "ShorterAskedAlready",
    "SlotsUnanswered",
    "StillIll",
    "StrikeNeedsReason",
    "StruckByDoctor",
    "TakenBackAlready",
    "ThereAlready",
    "TooFarOff",
    "TooFewTries",
    "VersionNotHeld",
    "WentBack",
    "alert_of_earlier_visits",
    "answer_asking",
    "ask_about_check",
    "ask_for_shorter",
    "assign_grid",
    "change_household_card",
    "check_end",
    "confirm_over_before",
    "correct_result",
    "end_with_reason",
    "explain_slots",
    "extend_observation",
    "follow_door",
    "give_observation",
    "is_acted_on",
    "judge_cases_at_home",
    "keep_apart_or_together",
    "leave_for",
    "lift_told",
    "move_result",
    "move_to_community",
    "move_to_protocol",
    "note_death_in_hospital",
    "observe_at",
    "observe_parted",
    "put_back_check",
    "record_check",
    "record_checks",
    "record_checks_of_read",
    "record_finding",
    "record_test",
    "refer_by_doctor",
    "release",
    "reopen_observation",
    "restore_duties",
    "review_alert",
    "review_event",
    "set_category",
    "strike_and_record",
    "strike_check",
    "strike_told",
    "take_back_extension",
    "take_back_observations",
    "take_back_step",
    "take_back_told",
    "take_back_visit",
    "take_in_again",
    "take_referral_step",
    "take_refusal_step",
    "tell_visit",
    "told_twice",
    "withdraw_asking",
    "write_decision",
]
