"""Writes of referrals: steps, and the clinics that they lead to."""

from linli.referrals.commands.clinics import (
    ClinicKnown,
    add_clinic,
    close_clinic,
    correct_clinic,
    put_to_work,
    reopen_clinic,
)
from linli.referrals.commands.deaths import close_by_death, follow_observation, open_after_death
from linli.referrals.commands.disinfection import (
    CallOffNeedsReason,
    DisinfectionNeedsAgent,
    DisinfectionNotOpen,
    call_off_disinfection,
    order_disinfection,
    record_disinfection,
)
from linli.referrals.commands.forget import forget_referrals, forget_visits_before, forget_visits_of
from linli.referrals.commands.results import (
    CorrectionNeedsReason,
    NoResultYet,
    ResultChanged,
    correct_result,
    move_result,
    withdraw_result,
)
from linli.referrals.commands.steps import (
    NewReferral,
    ReferralMovedOn,
    Told,
    confirm_receipt,
    hold_referral,
    open_referrals,
    reassign_referrals,
    strike_referral,
    take_back_receipt,
    take_step,
)
from linli.referrals.commands.undo import StepNotToUndo, UndoNeedsReason, undo_step
from linli.referrals.commands.visits import NewVisit, NotACommunity, NotYourClinic, tell_visit

__all__ = [
    "CallOffNeedsReason",
    "ClinicKnown",
    "CorrectionNeedsReason",
    "DisinfectionNeedsAgent",
    "DisinfectionNotOpen",
    "NewReferral",
    "NewVisit",
    "NoResultYet",
    "NotACommunity",
    "NotYourClinic",
    "ReferralMovedOn",
    "ResultChanged",
    "StepNotToUndo",
    "Told",
    "UndoNeedsReason",
    "add_clinic",
    "call_off_disinfection",
    "close_by_death",
    "close_clinic",
    "confirm_receipt",
    "correct_clinic",
    "correct_result",
    "follow_observation",
    "forget_referrals",
    "forget_visits_before",
    "forget_visits_of",
    "hold_referral",
    "move_result",
    "open_after_death",
    "open_referrals",
    "order_disinfection",
    "put_to_work",
    "reassign_referrals",
    "record_disinfection",
    "reopen_clinic",
    "strike_referral",
    "take_back_receipt",
    "take_step",
    "tell_visit",
    "undo_step",
    "withdraw_result",
]
