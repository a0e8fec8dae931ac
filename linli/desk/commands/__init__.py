"""Writes of the desk: a fact put right, with the papers that said it otherwise; checks typed on one page."""

from linli.desk.commands.clinic_visits import take_back_visit, tell_visit
from linli.desk.commands.corrections import (
    Followed,
    correct_arrival,
    correct_household,
    correct_person,
    decide_again,
    move_household,
    undo_correction,
)
from linli.desk.commands.leaks import note_leak_read
from linli.desk.commands.results import FellWith, correct_result, take_back_step
from linli.desk.commands.together import ChecksRefused, record_together

__all__ = [
    "ChecksRefused",
    "FellWith",
    "Followed",
    "correct_arrival",
    "correct_household",
    "correct_person",
    "correct_result",
    "decide_again",
    "move_household",
    "note_leak_read",
    "record_together",
    "take_back_step",
    "take_back_visit",
    "tell_visit",
    "undo_correction",
]
