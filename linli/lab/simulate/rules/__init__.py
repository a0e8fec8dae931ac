"""What happens in an invented season, decided from chance alone: who comes, what thermometers show, how workers walk.

Nothing here is a rule of Linli; it is how honest days look, with their hurry, their dead zones and their bad thermometers.
Source: docs/findings.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

# Households of a community; every fifth community is a large one.
SMALL: Final = (16, 24)
LARGE: Final = (56, 64)
LARGE_EVERY: Final = 5
IN_HOUSEHOLD: Final = (1, 3)
# So many are there on the first day; the others come over two thirds of the season.
EARLY_SHARE: Final = 0.7
ORIGINS: Final = (
    ("武汉", "WUHAN", 2),
    ("黄冈", "HUBEI", 2),
    ("浙江温州", "ELSEWHERE", 5),
    ("", "UNKNOWN", 1),
)
# Chance at one door: nobody there, not gone to at all, a fever.
NOBODY_HOME: Final = 0.03
MISSED: Final = 0.015
FEVER: Final = 0.004
FEVER_TENTHS: Final = (374, 392)
# A body's own temperature, and how a reading strays from it.
BODY_TENTHS: Final = (364.5, 1.5)
STRAY_TENTHS: Final = 1.4
# One worker in ten has a thermometer that shows steps of half a degree.
COARSE_SHARE: Final = 0.1
COARSE_STEP: Final = 5
# Seconds from one door to the next; one round in twelve is walked in a hurry.
PACE_S: Final = (35, 140)
HURRY_SHARE: Final = 0.08
HURRY_S: Final = (8, 30)
# One round in forty is begun so late that its end is near.
LATE_START_SHARE: Final = 0.025
# One round in thirty is sent hours later, one in a thousand more than a day later: no signal.
OFFLINE_SHARE: Final = 0.03
OFFLINE_HOURS: Final = (1, 20)
LONG_OFFLINE_SHARE: Final = 0.001
LONG_OFFLINE_HOURS: Final = (25, 60)
# A report is pressed so many minutes before its hour; one in a hundred is honestly late, one in five hundred forgotten.
SEALED_BEFORE: Final = (2, 45)
HONESTLY_LATE: Final = 0.01
FORGOTTEN: Final = 0.002


@dataclass(frozen=True)
class Resident:
    """Somebody who comes. came: day of the season, below 0 before it began; body_tenths: own usual temperature."""

    number: int
    household: int
    came: int
    origin: str
    origin_class: str
    body_tenths: float


@dataclass(frozen=True)
class Worker:
    """How a worker measures: in steps of so many tenths."""

    step: int


def residents(*, rng: Random, place: int, days: int) -> list[Resident]:
    """Return who comes to a community during a season, by household. place: which community it is, from 0."""
    low, high = LARGE if place % LARGE_EVERY == 0 else SMALL
    told: list[Resident] = []
    for household in range(rng.randint(low, high)):
        origin, origin_class = _origin(rng)
        came = _came(rng, days)
        told.extend(
            Resident(len(told) + n, household, came, origin, origin_class, rng.gauss(*BODY_TENTHS))
            for n in range(rng.randint(*IN_HOUSEHOLD))
        )
    return told


def _origin(rng: Random) -> tuple[str, str]:
    weights = [weight for _, _, weight in ORIGINS]
    origin, origin_class, _ = rng.choices(ORIGINS, weights)[0]
    return origin, origin_class


def _came(rng: Random, days: int) -> int:
    """Return the day of the season on which a household comes, or is known from its first day on."""
    if rng.random() < EARLY_SHARE:
        return 0
    return rng.randrange(max(1, days * 2 // 3))


def worker(*, rng: Random) -> Worker:
    """Return how a worker's thermometer shows."""
    return Worker(step=COARSE_STEP if rng.random() < COARSE_SHARE else 1)


def reading(*, rng: Random, body_tenths: float, step: int) -> int:
    """Return what a thermometer shows of somebody well, tenths of a degree: never a fever."""
    tenths = rng.gauss(body_tenths, STRAY_TENTHS)
    return max(355, min(372 // step * step, round(tenths / step) * step))


def fever(*, rng: Random) -> int:
    """Return what a thermometer shows of somebody with a fever."""
    return rng.randint(*FEVER_TENTHS)


def walk(*, rng: Random, opens: datetime, ends: datetime, doors: int) -> list[datetime]:
    """Return when a worker stands at each of some doors, in order, within a session."""
    pace = HURRY_S if rng.random() < HURRY_SHARE else PACE_S
    gaps = [timedelta(seconds=rng.uniform(*pace)) for _ in range(doors)]
    takes = sum(gaps, timedelta())
    latest = max(opens, ends - takes - timedelta(minutes=5))
    begins = opens + (latest - opens) * (
        rng.uniform(0.85, 1) if rng.random() < LATE_START_SHARE else rng.uniform(0, 0.6)
    )
    at, moments = begins, []
    for gap in gaps:
        at += gap
        moments.append(min(at, ends))
    return moments


def sent_after(*, rng: Random) -> timedelta:
    """Return how long after its last door a round reaches Linli: minutes, or hours where there is no signal."""
    chance = rng.random()
    if chance < LONG_OFFLINE_SHARE:
        return timedelta(hours=rng.uniform(*LONG_OFFLINE_HOURS))
    if chance < LONG_OFFLINE_SHARE + OFFLINE_SHARE:
        return timedelta(hours=rng.uniform(*OFFLINE_HOURS))
    return timedelta(minutes=rng.uniform(1, 12))


def sealed_at(*, rng: Random, due: datetime, late_after: datetime) -> datetime | None:
    """Return when an honest secretary seals a day's report; None where it is forgotten."""
    chance = rng.random()
    if chance < FORGOTTEN:
        return None
    if chance < FORGOTTEN + HONESTLY_LATE:
        return late_after + timedelta(minutes=rng.uniform(5, 90))
    return due - timedelta(minutes=rng.uniform(*SEALED_BEFORE))


def name_of(*, rng: Random) -> str:
    """Return an invented name."""
    return rng.choice("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨") + "".join(
        rng.choice("安平广源晓岚立群守仁文澜若谷思远启航明") for _ in range(2)
    )
