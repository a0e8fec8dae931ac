"""Writes of the desk that reach over several apps: a fact put right, with the papers that said it otherwise."""

from linli.desk.commands.corrections import (
    Followed,
    correct_arrival,
    correct_household,
    correct_person,
    decide_again,
    undo_correction,
)

__all__ = [
    "Followed",
    "correct_arrival",
    "correct_household",
    "correct_person",
    "decide_again",
    "undo_correction",
]
