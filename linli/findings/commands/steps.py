"""What is said to a finding: an answer by whom it speaks of, a judgement by the level above."""

from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.findings.models import FindingStep, ReportFinding
from linli.findings.queries.reach import answers_at, judges_at
from linli.findings.rules.steps import ANSWERS, FindingState, Move, NotNow, needs_words, state_after
from linli.staff.rules import Viewer

ACTS = {
    Move.ANSWER: "finding.answered",
    Move.CORRECT_ANSWER: "finding.answer_corrected",
    Move.FIND_ENOUGH: "finding.found_enough",
    Move.SEND_BACK: "finding.sent_back",
    Move.TAKE_BACK: "finding.judgement_taken_back",
}


class WordsMissing(Exception):
    """What is said must say something."""


class ReasonMissing(Exception):
    """Whoever corrects an answer says why."""


class NotYours(Exception):
    """The viewer neither answers nor judges here."""


class OwnAnswer(Exception):
    """Who answered, or is to answer, does not judge it: a second person does."""


def answer_finding(*, finding: ReportFinding, answer: str, by: Viewer, now: datetime) -> None:
    """Keep what a person says to a finding that is open or was sent back. Raises WordsMissing, NotYours, NotNow."""
    _step(finding, Move.ANSWER, words=answer, by=by, now=now)


def correct_answer(*, finding: ReportFinding, answer: str, reason: str, by: Viewer, now: datetime) -> None:
    """Keep another answer in place of the one that stands, and why; the level above judges it anew.

    The former stays as a step. Raises WordsMissing, ReasonMissing, NotYours, NotNow.
    """
    if not reason.strip():
        raise ReasonMissing
    _step(finding, Move.CORRECT_ANSWER, words=answer, by=by, now=now, reason=reason.strip())


def find_enough(*, finding: ReportFinding, words: str, by: Viewer, now: datetime) -> None:
    """Hold a finding to be settled: by its answer, or by what the level above found itself and says.

    Raises WordsMissing, OwnAnswer, NotYours, NotNow.
    """
    _step(finding, Move.FIND_ENOUGH, words=words, by=by, now=now)


def send_back(*, finding: ReportFinding, words: str, by: Viewer, now: datetime) -> None:
    """Send an answer back that is not enough, with what is missing. Raises WordsMissing, OwnAnswer, NotYours, NotNow."""
    _step(finding, Move.SEND_BACK, words=words, by=by, now=now)


def take_back_judgement(*, finding: ReportFinding, words: str, by: Viewer, now: datetime) -> None:
    """Take a judgement back, and say why: it stands as before. Raises WordsMissing, OwnAnswer, NotYours, NotNow."""
    _step(finding, Move.TAKE_BACK, words=words, by=by, now=now)


@transaction.atomic
def _step(
    finding: ReportFinding, move: Move, *, words: str, by: Viewer, now: datetime, reason: str = ""
) -> None:
    row = ReportFinding.objects.select_for_update().get(pk=finding.pk)
    is_answered = row.answered_at is not None
    _check_person(row, move, by)
    if needs_words(move=move, is_answered=is_answered) and not words.strip():
        raise WordsMissing
    before = FindingState(row.state)
    after = state_after(state=before, move=move, is_answered=is_answered)
    told: dict[str, object] = {"state": after}
    if move in ANSWERS:
        told |= {"answer": words.strip(), "answered_at": now, "answered_by": by.user_id}
    # As it was read: SQLite locks no row.
    if not ReportFinding.objects.filter(pk=row.pk, state=before, answered_at=row.answered_at).update(**told):
        raise NotNow(before, move)
    FindingStep.objects.create(
        county=row.county,
        area=row.area,
        finding=row,
        move=move,
        words=words.strip(),
        reason=reason,
        at=now,
        by=by.user_id,
    )
    write_event(
        action=ACTS[move],
        area=row.area,
        by=by.user_id,
        now=now,
        subject=row.pk,
        changed={"state": [before, after]},
    )


def _check_person(row: ReportFinding, move: Move, by: Viewer) -> None:
    """Raise NotYours or OwnAnswer where the viewer is not the person for it."""
    area = AreaCode(row.area)
    answers = answers_at(viewer=by, area=area)
    if move in ANSWERS:
        if not answers:
            raise NotYours
        return
    if not judges_at(viewer=by, above=row.above):
        raise NotYours
    answered = FindingStep.objects.filter(finding=row, by=by.user_id, move__in=sorted(ANSWERS)).exists()
    # At the province one office answers and judges: there it is another person, and never without an answer.
    without_other = answers and (row.above != row.area or row.answered_at is None)
    if answered or without_other:
        raise OwnAnswer
