"""Writes of papers. One command, one transaction: rows and audit."""

from linli.papers.commands.forget import forget_papers
from linli.papers.commands.issue import (
    AlreadyRevoked,
    NotFitting,
    RevokeNeedsReason,
    issue_missing_papers,
    issue_papers,
    revoke_paper,
)
from linli.papers.commands.overtaken import revoke_left_behind, revoke_overtaken
from linli.papers.commands.printing import note_paper_printed, note_run_printed
from linli.papers.commands.runs import NobodyFits, TooMany, run_papers, start_run
from linli.papers.commands.texts import TextChangedMeanwhile, change_office, change_text

__all__ = [
    "AlreadyRevoked",
    "NobodyFits",
    "NotFitting",
    "RevokeNeedsReason",
    "TextChangedMeanwhile",
    "TooMany",
    "change_office",
    "change_text",
    "forget_papers",
    "issue_missing_papers",
    "issue_papers",
    "note_paper_printed",
    "note_run_printed",
    "revoke_left_behind",
    "revoke_overtaken",
    "revoke_paper",
    "run_papers",
    "start_run",
]
