"""Writes of requests: taken in, shown to be theirs, answered, withdrawn, reopened, forgotten."""

from linli.subject_requests.commands.answering import (
    NamesakeStands,
    NewRequest,
    PersonGone,
    StillOpen,
    WordsMissing,
    answer,
    answer_deleted,
    note_copied,
    reopen,
    say_shown,
    say_who,
    take_in,
    unsay_who,
    withdraw,
)
from linli.subject_requests.commands.forgetting import forget_requests_before, forget_requests_of
from linli.subject_requests.commands.writing import AnsweredAlready

__all__ = [
    "AnsweredAlready",
    "NamesakeStands",
    "NewRequest",
    "PersonGone",
    "StillOpen",
    "WordsMissing",
    "answer",
    "answer_deleted",
    "forget_requests_before",
    "forget_requests_of",
    "note_copied",
    "reopen",
    "say_shown",
    "say_who",
    "take_in",
    "unsay_who",
    "withdraw",
]
