"""What a referral, a clinic's visit, a test and a word on an illness make of observations. One command, one transaction."""

from linli.cases.commands.at_home import NoCaseAtHome, judge_cases_at_home
from linli.cases.commands.clinic_visits import (
    CLOSED_BY_CLINIC,
    alert_of_earlier_visits,
    take_back_visit,
    tell_visit,
)
from linli.cases.commands.falling import Fallen
from linli.cases.commands.lab_tests import SampleOutsidePeriod, record_test
from linli.cases.commands.referral_steps import (
    ReferredAlready,
    refer_by_doctor,
    take_back_step,
    take_referral_step,
)
from linli.cases.commands.results import WentBack, correct_result, move_result
from linli.cases.commands.told_back import (
    NotInHospital,
    TakenBackAlready,
    note_death_in_hospital,
    take_back_told,
)

__all__ = [
    "CLOSED_BY_CLINIC",
    "Fallen",
    "NoCaseAtHome",
    "NotInHospital",
    "ReferredAlready",
    "SampleOutsidePeriod",
    "TakenBackAlready",
    "WentBack",
    "alert_of_earlier_visits",
    "correct_result",
    "judge_cases_at_home",
    "move_result",
    "note_death_in_hospital",
    "record_test",
    "refer_by_doctor",
    "take_back_step",
    "take_back_told",
    "take_back_visit",
    "take_referral_step",
    "tell_visit",
]
