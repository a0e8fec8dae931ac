"""Writes of referrals: steps, and the clinics that they lead to."""

from linli.referrals.commands.clinics import (
    ClinicKnown,
    add_clinic,
    close_clinic,
    put_to_work,
)
from linli.referrals.commands.deaths import close_by_death, follow_observation, open_after_death
from linli.referrals.commands.forget import forget_referrals, forget_visits_before, forget_visits_of
from linli.referrals.commands.steps import (
    DisinfectionNeedsAgent,
    DisinfectionNotOpen,
    NewReferral,
    ReferralMovedOn,
    Told,
    confirm_receipt,
    hold_referral,
    open_referrals,
    order_disinfection,
    reassign_referrals,
    record_disinfection,
    strike_referral,
    take_step,
)
from linli.referrals.commands.visits import NewVisit, NotACommunity, NotYourClinic, tell_visit

__all__ = [
    "ClinicKnown",
    "DisinfectionNeedsAgent",
    "DisinfectionNotOpen",
    "NewReferral",
    "NewVisit",
    "NotACommunity",
    "NotYourClinic",
    "ReferralMovedOn",
    "Told",
    "add_clinic",
    "close_by_death",
    "close_clinic",
    "confirm_receipt",
    "follow_observation",
    "forget_referrals",
    "forget_visits_before",
    "forget_visits_of",
    "hold_referral",
    "open_after_death",
    "open_referrals",
    "order_disinfection",
    "put_to_work",
    "reassign_referrals",
    "record_disinfection",
    "strike_referral",
    "take_step",
    "tell_visit",
]
