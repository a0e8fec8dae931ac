"""Days of onset: of one referral as they were told, and of an area as counts."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.areas.rules import AreaCode
from linli.referrals.models import Diagnosis, Onset
from linli.referrals.models import Referral as Referral  # pages may name the type of a row
from linli.referrals.rules import CONTAGIOUS
from linli.referrals.rules.results import standing_of
from linli.staff.queries import names_of


@dataclass(frozen=True)
class OnsetTold:
    """A day of onset as somebody told it; on: None where it was taken back."""

    on: date | None
    reason: str
    at: datetime
    by: str


def onsets_told(*, referral: Referral) -> list[OnsetTold]:
    """Return the days of onset told of a visible referral, the newest first: that one stands. Two statements."""
    rows = list(Onset.objects.filter(referral=referral).order_by("-at", "-pk"))
    names = names_of(ids={row.by for row in rows}) if rows else {}
    return [OnsetTold(row.on, row.reason, row.at, names.get(row.by, "")) for row in rows]


def onsets_of(*, referrals: Sequence[UUID]) -> dict[UUID, date]:
    """Return the day of onset that stands of each visible referral that has one; one statement, none for no referral."""
    if not referrals:
        return {}
    told = Onset.objects.filter(referral__in=referrals).order_by("at", "pk")
    newest = dict(told.values_list("referral", "on"))
    return {referral: on for referral, on in newest.items() if on is not None}


@dataclass(frozen=True)
class OnsetCounts:
    """How many are suspected or confirmed, by what the word on them is and their day of onset.

    by_day: result -> day -> how many. without: of whom no day is told, by result.
    """

    by_day: Mapping[str, Mapping[date, int]]
    without: Mapping[str, int]


def onset_counts(*, area: AreaCode, from_: datetime, until: datetime, at: datetime) -> OnsetCounts:
    """Count the cases of an area among those sent in [from_, until), as known at a moment; two statements. Counts only."""
    low, high = area.range
    sent = {
        "referral__community__gte": low,
        "referral__community__lt": high,
        "referral__raised_at__gte": from_,
        "referral__raised_at__lt": until,
        "at__lte": at,
    }
    words: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    told = Diagnosis.objects.filter(**sent).order_by("at", "pk")
    for referral, corrects, result in told.values_list("referral", "corrects", "result"):
        words[referral].append((corrects, result))
    onsets = dict(Onset.objects.filter(**sent).order_by("at", "pk").values_list("referral", "on"))
    by_day: dict[str, Counter[date]] = {result: Counter() for result in CONTAGIOUS}
    without: Counter[str] = Counter(dict.fromkeys(CONTAGIOUS, 0))
    for referral, said in words.items():
        stands = standing_of(words=said)
        if stands is None or stands[1] not in CONTAGIOUS:
            continue
        on = onsets.get(referral)
        if on is None:
            without[stands[1]] += 1
        else:
            by_day[stands[1]][on] += 1
    return OnsetCounts(by_day, without)
