"""Reads of screening, always within the viewer's scope: doors, their answers, and how far a round is."""

from linli.screening.queries.base import (
    Counted,
    DoorList,
    ListTold,
    Place,
    counts_told,
    door_lists,
    doors_listed,
    listed_by_area,
    lists_told,
    places_of,
    told_of,
)
from linli.screening.queries.doors import (
    AnswerTold,
    DoorAnswer,
    DoorTold,
    Household,
    answers_told,
    answers_visible,
    doors_asked,
    doors_open,
    doors_told,
    screenable,
)
from linli.screening.queries.progress import GridProgress, ScreeningTold, days_of, progress_of
from linli.screening.queries.typed import TypedAnswers, typed_told

__all__ = [
    "AnswerTold",
    "Counted",
    "DoorAnswer",
    "DoorList",
    "DoorTold",
    "GridProgress",
    "Household",
    "ListTold",
    "Place",
    "ScreeningTold",
    "TypedAnswers",
    "answers_told",
    "answers_visible",
    "counts_told",
    "days_of",
    "door_lists",
    "doors_asked",
    "doors_listed",
    "doors_open",
    "doors_told",
    "listed_by_area",
    "lists_told",
    "places_of",
    "progress_of",
    "screenable",
    "told_of",
    "typed_told",
]
