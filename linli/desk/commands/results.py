"""A word on what somebody has corrected, or a step taken back, with the papers that the family's days make wrong revoked."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.cases import commands as cases
from linli.cases.commands import Fallen, WentBack
from linli.papers.commands import revoke_overtaken
from linli.referrals.models import Referral
from linli.referrals.rules import State
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class FellWith:
    """What a correction or an undoing took back, and the papers that it revoked."""

    went: WentBack
    papers: tuple[str, ...]


@transaction.atomic
def correct_result(
    *, referral: Referral, seen: str, result: str, reason: str, by: Viewer, now: datetime
) -> FellWith:
    """Correct the word on a referral as cases.commands.correct_result, which says what is raised."""
    went = cases.correct_result(referral=referral, seen=seen, result=result, reason=reason, by=by, now=now)
    return FellWith(went, _revoked(went.fallen, by, now))


@transaction.atomic
def take_back_step(*, referral: Referral, seen: State, reason: str, by: Viewer, now: datetime) -> FellWith:
    """Take a step back as cases.commands.take_back_step, which says what is raised."""
    fallen = cases.take_back_step(referral=referral, seen=seen, reason=reason, by=by, now=now)
    return FellWith(WentBack(fallen), _revoked(fallen, by, now))


def _revoked(fallen: Fallen, by: Viewer, now: datetime) -> tuple[str, ...]:
    people = {person.pk for person, _had, _has in fallen.days} | {person.pk for person in fallen.ended}
    if not people:
        return ()
    return tuple(paper.number for paper in revoke_overtaken(people=list(people), by=by, now=now))
