"""Rounds: a job's way through the areas, once a day, some areas at a time; stopped anywhere, it goes on from there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from linli.beat.models import Round
from linli.beat.rules import KEPT_FOR

# Takes a code and a number; returns so many codes behind it, in order.
Behind = Callable[[str, int], Sequence[str]]
Visit = Callable[[str], object]


def go_on(*, job: str, on: date, behind: Behind, visit: Visit, most: int, now: datetime) -> bool:
    """Visit the next areas of a day's round; return whether the round is over.

    visit must bear being repeated: stopped between a visit and its note, the next run visits that area again. Where a
    visit raises, it is noted and raised on; the next run goes on behind that area, which the next day's round visits again.
    """
    round_, is_new = Round.objects.get_or_create(job=job, on=on, defaults={"began_at": now})
    if is_new:
        Round.objects.filter(job=job, on__lt=on - KEPT_FOR).delete()
    if round_.ended_at:
        return True
    areas = behind(round_.reached, most)
    for area in areas:
        try:
            visit(area)
        except Exception:
            _note(round_, area, failed=1)
            raise
        _note(round_, area, failed=0)
    if len(areas) < most:
        Round.objects.filter(pk=round_.pk).update(ended_at=now)
    return len(areas) < most


def _note(round_: Round, area: str, *, failed: int) -> None:
    """Note that an area was visited; never back, where a second run has come further meanwhile."""
    same = Round.objects.filter(pk=round_.pk, reached__lt=area)
    same.update(reached=area, visited=F("visited") + 1, failed=F("failed") + failed)


@dataclass(frozen=True)
class Rounds:
    """How a job's rounds stand: the last that came to its end, and the one under way."""

    ended: Round | None
    under_way: Round | None


def rounds_of(*, job: str, today: date) -> Rounds:
    """Return how a job's rounds up to a day stand; none of a day to come, from before a clock was set back. Two statements."""
    rows = Round.objects.filter(job=job, on__lte=today).order_by("-on")
    newest = rows.first()
    return Rounds(
        ended=rows.filter(ended_at__isnull=False).first(),
        under_way=newest if newest and newest.ended_at is None else None,
    )
