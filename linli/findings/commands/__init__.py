"""Writes of findings: found once, answered by whom they speak of, judged by the level above."""

from linli.findings.commands.find import find
from linli.findings.commands.steps import (
    NotYours,
    OwnAnswer,
    ReasonMissing,
    WordsMissing,
    answer_finding,
    correct_answer,
    find_enough,
    send_back,
    take_back_judgement,
)

__all__ = [
    "NotYours",
    "OwnAnswer",
    "ReasonMissing",
    "WordsMissing",
    "answer_finding",
    "correct_answer",
    "find",
    "find_enough",
    "send_back",
    "take_back_judgement",
]
