"""Words on what somebody has: the first with its step, later ones as the illness goes on, and corrections."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.ids import new_id
from linli.referrals.commands.disinfection import ordered, withdraw_disinfection
from linli.referrals.models import Diagnosis, Referral, ReferralStep
from linli.referrals.rules import CONTAGIOUS, State, due_at
from linli.referrals.rules.results import (
    NO_RESULT,
    WITH_RESULT,
    check_correction,
    check_move,
    counted_of,
    is_case,
    standing_of,
)
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may


class NoResultYet(Exception):
    """No word stands that could move on or be corrected: the first comes with its step."""


class ResultChanged(Exception):
    """Somebody else entered another word meanwhile; look again."""


class CorrectionNeedsReason(Exception):
    """Whoever corrects a word says why it was wrong."""


def first_result(*, referral: Referral, result: str, note: str, by: Viewer, now: datetime) -> None:
    """Keep the first word of a clinic. Call it inside the transaction of its step."""
    _keep(referral, result, note, by, now)


@transaction.atomic
def move_result(
    *, referral: Referral, seen: str, result: str, note: str, by: Viewer, now: datetime
) -> Diagnosis:
    """Enter the next word, e.g. confirmed after suspected; it counts on its own day.

    seen: the word that the page showed, '' where it was taken back, or where somebody died before there was one. Raises
    NoResultYet, ResultChanged, ResultNotNext.
    """
    held = _held(referral, seen)
    check_move(from_=held.result, to=result)
    return _stand(held, _keep(held, result, note, by, now), "referral.result_moved", by, now, referral)


@transaction.atomic
def correct_result(
    *, referral: Referral, seen: str, result: str, reason: str, by: Viewer, now: datetime
) -> Diagnosis:
    """Put another word in the place of one that was wrong, which stays in the history and is counted no more.

    Raises CorrectionNeedsReason, NoResultYet, ResultChanged, ResultNotNext.
    """
    if not reason.strip():
        raise CorrectionNeedsReason
    held = _held(referral, seen)
    check_correction(from_=held.result, to=result)
    right = _in_its_place(held, result, reason, by, now)
    _stand(held, right, "referral.result_corrected", by, now, referral)
    _let_disinfection_fall(referral, by, now)
    return right


@transaction.atomic
def withdraw_result(*, referral: Referral, seen: str, reason: str, by: Viewer, now: datetime) -> Diagnosis:
    """Take a word back that is of somebody else: the one before it stands again, else none.

    Where none is left, who is at the clinic waits for one again, from now; who went home or has a bed stays there without.
    Raises CorrectionNeedsReason, NoResultYet, ResultChanged.
    """
    if not reason.strip():
        raise CorrectionNeedsReason
    held = _held(referral, seen)
    none = _in_its_place(held, NO_RESULT, reason, by, now)
    stands = standing_of(words=_words(held))
    before = Diagnosis.objects.filter(corrects=stands[0]).order_by("at", "pk").last() if stands else None
    from_ = held.result
    held.result, held.result_at = (before.result, before.at) if before else ("", None)
    if before is None:
        held.test_note = ""
        if held.state == State.RESULT:
            held.state = State.ARRIVED
            held.due_at = due_at(state=State.ARRIVED, entered_at=now, limits=held.limits)
            told = ReferralStep.objects.filter(referral=held, to=State.RESULT, undone_at=None)
            for step in told:
                step.undone_at, step.undone_by, step.undone_reason = now, by.user_id, reason.strip()
                step.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    held.save(update_fields=["result", "result_at", "test_note", "state", "due_at"])
    changed = {"from": from_, "to": held.result}
    write_event(
        action="referral.result_withdrawn",
        area=held.area,
        by=by.user_id,
        now=now,
        subject=held.pk,
        changed=changed,
    )
    referral.refresh_from_db()
    _let_disinfection_fall(referral, by, now)
    return none


def _in_its_place(held: Referral, result: str, reason: str, by: Viewer, now: datetime) -> Diagnosis:
    """Keep a word in the place of the one that stands; the others of its chain are counted no more."""
    wrong = standing_of(words=_words(held))
    if wrong is None:
        raise NoResultYet(held.pk)
    right = _keep(held, result, reason, by, now)
    right.corrects = wrong[0]
    right.save(update_fields=["corrects"])
    chain = Diagnosis.objects.filter(referral=held, corrects=right.corrects)
    words = list(chain.order_by("at", "pk").values_list("pk", "result"))
    chain.update(counted=False)
    chain.filter(pk=counted_of(words=words)).update(counted=True)
    return right


def _words(held: Referral) -> list[tuple[UUID, str]]:
    rows = Diagnosis.objects.filter(referral=held).order_by("at", "pk")
    return list(rows.values_list("corrects", "result"))


def _let_disinfection_fall(referral: Referral, by: Viewer, now: datetime) -> None:
    if not is_case(words=_words(referral)):
        withdraw_disinfection(referral=referral, by=by, now=now)


def _held(referral: Referral, seen: str) -> Referral:
    held = Referral.objects.select_for_update().get(pk=referral.pk)
    if held.state not in WITH_RESULT:
        raise NoResultYet(held.pk)
    if held.result != seen:
        raise ResultChanged(held.pk)
    return held


def _keep(referral: Referral, result: str, note: str, by: Viewer, now: datetime) -> Diagnosis:
    word = new_id()
    return Diagnosis.objects.create(
        id=word,
        referral=referral,
        community=referral.community,
        result=result,
        at=now,
        by=by.user_id,
        by_clinic=may(viewer=by, action=Action.ANSWER_REFERRAL),
        note=note.strip(),
        corrects=word,
    )


def _stand(
    held: Referral, word: Diagnosis, action: str, by: Viewer, now: datetime, referral: Referral
) -> Diagnosis:
    """Let a word stand on its referral; a home that a case came from is disinfected."""
    from_ = held.result
    held.result, held.result_at = word.result, now
    if word.result in CONTAGIOUS and held.disinfection_ordered_at is None:
        for name, value in ordered(now).items():
            setattr(held, name, value)
    held.save(update_fields=["result", "result_at", "disinfection_ordered_at", "disinfection_due_at"])
    write_event(
        action=action,
        area=held.area,
        by=by.user_id,
        now=now,
        subject=held.pk,
        changed={"from": from_, "to": word.result},  # the note is sealed; events lie open
    )
    referral.refresh_from_db()
    return word
