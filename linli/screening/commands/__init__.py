"""Writes of screening. One command, one transaction: rows and audit."""

from linli.screening.commands.answers import (
    AnswerIdReused,
    NewAnswer,
    NotAnswerable,
    NotKnownLikeThat,
    TakenBackAlready,
    answer_door,
    show_phone,
    take_back_answer,
)
from linli.screening.commands.base import (
    DayNotBegun,
    GridHasList,
    NotYourDoors,
    SameAgain,
    TooManyDoors,
    begin_round,
    count_grid,
    type_answers,
)
from linli.screening.commands.forget import clear_names, forget_doors_of
from linli.screening.commands.lists import (
    DoorsInUse,
    ListClosed,
    NoDoorsFound,
    TwoColumns,
    cancel_list,
    put_in_list,
    read_list,
    receive_list,
    take_back_list,
)

__all__ = [
    "AnswerIdReused",
    "DayNotBegun",
    "DoorsInUse",
    "GridHasList",
    "ListClosed",
    "NewAnswer",
    "NoDoorsFound",
    "NotAnswerable",
    "NotKnownLikeThat",
    "NotYourDoors",
    "SameAgain",
    "TakenBackAlready",
    "TooManyDoors",
    "TwoColumns",
    "answer_door",
    "begin_round",
    "cancel_list",
    "clear_names",
    "count_grid",
    "forget_doors_of",
    "put_in_list",
    "read_list",
    "receive_list",
    "show_phone",
    "take_back_answer",
    "take_back_list",
    "type_answers",
]
