"""Words on what somebody has: the first with its step, later ones as the illness goes on, and corrections."""

from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.ids import new_id
from linli.referrals.commands.disinfection import ordered, withdraw_disinfection
from linli.referrals.models import Diagnosis, Referral
from linli.referrals.rules import CONTAGIOUS
from linli.referrals.rules.results import WITH_RESULT, check_correction, check_move, counted_of, is_case
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

    seen: the word that the page showed. Raises NoResultYet, ResultChanged, ResultNotNext.
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
    wrong = Diagnosis.objects.filter(referral=held).order_by("at", "pk").last()
    if wrong is None:
        raise NoResultYet(held.pk)
    right = _keep(held, result, reason, by, now)
    right.corrects = wrong.corrects
    right.save(update_fields=["corrects"])
    chain = Diagnosis.objects.filter(referral=held, corrects=wrong.corrects)
    words = list(chain.order_by("at", "pk").values_list("pk", "result"))
    chain.update(counted=False)
    chain.filter(pk=counted_of(words=words)).update(counted=True)
    _stand(held, right, "referral.result_corrected", by, now, referral)
    standing = Diagnosis.objects.filter(referral=held).order_by("at", "pk")
    if not is_case(words=list(standing.values_list("corrects", "result"))):
        withdraw_disinfection(referral=referral, by=by, now=now)
    return right


def _held(referral: Referral, seen: str) -> Referral:
    held = Referral.objects.select_for_update().get(pk=referral.pk)
    if held.state not in WITH_RESULT or not held.result:
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
