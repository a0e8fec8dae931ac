"""Writes of the desk: a fact put right, with the papers that said it otherwise; checks typed on one page."""

from linli.desk.commands.corrections import (
    Followed,
    correct_arrival,
    correct_household,
    correct_person,
    decide_again,
    undo_correction,
)
from linli.desk.commands.together import ChecksRefused, record_together

__all__ = [
    "ChecksRefused",
    "Followed",
    "correct_arrival",
    "correct_household",
    "correct_person",
    "decide_again",
    "record_together",
    "undo_correction",
]
