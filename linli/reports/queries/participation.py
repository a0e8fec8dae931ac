"""Who takes part in an area, as the page shows it: below it by area, and what was declared."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from linli.areas.queries import open_under
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.reports.queries.taking_part import staffed_since, standing, taking_part
from linli.reports.rules.participation import Period


@dataclass(frozen=True)
class Declared:
    """A period with how many communities of an area have it, and why the last of them was declared."""

    period: Period
    communities: int
    reason: str


@dataclass(frozen=True)
class TakingPart:
    """An area with how many of its open communities take part. since: of one community by a post alone, None otherwise."""

    area: AreaCode
    name: str
    communities: int
    taking_part: int
    since: date | None


def declared_in(*, area: AreaCode) -> list[Declared]:
    """Return the periods that stand in an area, the newest first; one statement."""
    from_, until = area.range
    rows = standing().filter(area__gte=from_, area__lt=until).values_list("from_on", "until_on")
    told = rows.annotate(n=Count("pk"), why=Max("reason")).order_by("-from_on", "until_on")
    return [Declared(Period(begins, ends), n, why) for begins, ends, n, why in told]


def parts_taking(*, area: AreaCode, on: date) -> list[TakingPart]:
    """Return the open areas of the next level below, of a community itself, with who takes part on a day, in order of code.

    Four statements.
    """
    level = Level.COMMUNITY if area.level is Level.COMMUNITY else area.child_level or area.level
    digits = DIGITS[level]
    places = open_under(area=area, level=level).order_by("code").values_list("code", "name")
    communities = open_under(area=area, level=Level.COMMUNITY)
    every = Counter(code[:digits] for code in communities.values_list("code", flat=True))
    those = taking_part(area=area, on=on).values_list("code", flat=True)
    taking = Counter(code[:digits] for code in those)
    since = staffed_since(area=area, on=on)
    return [
        TakingPart(AreaCode(code), name, every[code], taking[code], since.get(code)) for code, name in places
    ]
