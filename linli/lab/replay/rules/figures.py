"""The figures of a replay: what the product did beside what really happened, of the same cases."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from linli.lab.replay.rules.cases import Kind, Plan

NINE_TENTHS: Final = 0.9


@dataclass(frozen=True)
class Fate:
    """What the product's register says of a replayed case. referred_on: None when no referral was raised."""

    plan: Plan
    last_on: date
    referred_on: date | None


@dataclass(frozen=True)
class Measure:
    """Days of n cases. Negative: before onset. Without cases None, which is not zero."""

    median: float | None
    p90: int | None
    n: int


@dataclass(frozen=True)
class Times:
    """The three measures of the cases that got a referral; n is less where the file has no day."""

    days_onset_to_referral: Measure
    days_onset_to_first_visit: Measure
    days_onset_to_confirmation: Measure

    def as_dict(self) -> dict[str, object]:
        """Return the measures by name."""
        return asdict(self)


def measure(*, days: Sequence[int]) -> Measure:
    """Return median and p90 of whole days.

    median: the middle one, of an even number the mean of the middle two. p90: the nearest rank, that is the smallest
    value that at least nine tenths of all do not exceed.
    """
    if not days:
        return Measure(None, None, 0)
    in_order = sorted(days)
    return Measure(
        median=float(statistics.median(in_order)),
        p90=in_order[math.ceil(NINE_TENTHS * len(in_order)) - 1],
        n=len(in_order),
    )


def times_of(*, fates: Sequence[Fate]) -> Times:
    """Measure the cases that got a referral."""
    referred = [(fate.plan, fate.referred_on) for fate in fates if fate.referred_on is not None]
    return Times(
        days_onset_to_referral=measure(days=[(on - plan.onset_on).days for plan, on in referred]),
        days_onset_to_first_visit=measure(
            days=[(p.first_visit_on - p.onset_on).days for p, _ in referred if p.first_visit_on is not None]
        ),
        days_onset_to_confirmation=measure(
            days=[(p.confirmed_on - p.onset_on).days for p, _ in referred if p.confirmed_on is not None]
        ),
    )


def arrivals_of(*, fates: Sequence[Fate]) -> list[Fate]:
    """Return those who arrived from the epidemic area: the only ones whom the product could have found sooner."""
    return [fate for fate in fates if fate.plan.kind == Kind.FROM_EPIDEMIC_AREA]


def ill_after_release(*, fates: Sequence[Fate]) -> int:
    """Count those who fell ill only after their observation was over."""
    return sum(fate.referred_on is None and fate.plan.onset_on > fate.last_on for fate in fates)
