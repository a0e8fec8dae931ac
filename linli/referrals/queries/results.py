"""Words on what somebody has, with who entered them; within what the caller may see."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from linli.referrals.models import Diagnosis, Referral
from linli.referrals.rules import Result
from linli.referrals.rules.results import MOVES, WITH_RESULT, is_case
from linli.staff.queries import names_of


@dataclass(frozen=True)
class WordTold:
    """A word with the name of who entered it. is_correction: it stands in the place of one that was wrong.

    stands: none was put in its place. Which of the same words is counted, and on which day, is the figures' matter.
    """

    result: str
    at: datetime
    by: str
    by_clinic: bool
    note: str
    stands: bool
    is_correction: bool


def words_on(*, referrals: Sequence[UUID]) -> dict[UUID, list[WordTold]]:
    """Return the words on visible referrals, by referral, in the order in which they were entered. Two statements."""
    rows = list(Diagnosis.objects.filter(referral__in=referrals).order_by("at", "pk"))
    names = names_of(ids={row.by for row in rows if row.by})
    told: dict[UUID, list[WordTold]] = defaultdict(list)
    standing = {row.corrects: row.pk for row in rows}  # the last of those that correct each other
    for row in rows:
        by = names.get(row.by, "") if row.by else ""
        is_correction = row.corrects != row.pk
        told[row.referral_id].append(
            WordTold(
                row.result,
                row.at,
                by,
                row.by_clinic,
                row.note,
                standing[row.corrects] == row.pk,
                is_correction,
            )
        )
    return dict(told)


def was_case(*, referral: Referral) -> bool:
    """Say whether somebody is or rightly was suspected or confirmed; one statement."""
    words = Diagnosis.objects.filter(referral=referral).order_by("at", "pk")
    return is_case(words=list(words.values_list("corrects", "result")))


def next_words(*, referral: Referral) -> tuple[Result, ...]:
    """Return the words that may follow the one that stands, none where there is none or it was the last."""
    if referral.state not in WITH_RESULT or not referral.result:
        return ()
    return MOVES[Result(referral.result)]


def words_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Diagnosis]:
    """Return the words that a community's window may count."""
    return Diagnosis.objects.filter(community=community, at__gte=from_, at__lt=until)
