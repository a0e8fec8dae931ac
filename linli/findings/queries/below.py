"""Findings below a level as numbers: by area of the next level, and by kind. No name, no sentence, no answer."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Substr

from linli.areas.models import Area
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.findings.models import ReportFinding
from linli.findings.rules.steps import SETTLED

# By state; a state that no finding has is not in it.
States = Mapping[str, int]


@dataclass(frozen=True)
class BelowLine:
    """An area of the next level: how its findings and those beneath it stand.

    communities: how many there are; affected: how many of them have a finding that is not settled.
    """

    area: AreaCode
    name: str
    states: States
    affected: int
    communities: int

    @property
    def found(self) -> int:
        """How many findings there are."""
        return sum(self.states.values())


@dataclass(frozen=True)
class Below:
    """What lies below an area: lines in order of code, and how the findings of each kind stand."""

    lines: tuple[BelowLine, ...]
    kinds: Mapping[str, States] = field(default_factory=dict)


def below(*, area: AreaCode, since: date) -> Below:
    """Count the findings of days from one on beneath an area; none of its own. Three statements, however many areas."""
    child = area.child_level
    if child is None or child is Level.GRID:
        return Below(())
    rows = _beneath(area, since)
    states: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    digits = DIGITS[child]
    counted = rows.values_list(Substr("area", 1, digits), "kind", "state").annotate(Count("pk")).order_by()
    for code, kind, state, n in counted:
        states[code][state] += n
        kinds[kind][state] += n
    unsettled = ~Q(state__in=SETTLED) & Q(area__length=DIGITS[Level.COMMUNITY])
    affected = dict(
        rows.filter(unsettled)
        .values_list(Substr("area", 1, digits))
        .annotate(Count("area", distinct=True))
        .order_by()
    )
    lines = tuple(
        BelowLine(AreaCode(code), name, states.get(code, Counter()), affected.get(code, 0), communities)
        for code, name, communities in _children(area, child)
    )
    return Below(lines, {kind: kinds[kind] for kind in sorted(kinds)})


def _beneath(area: AreaCode, since: date) -> QuerySet[ReportFinding]:
    from_, until = area.range
    return ReportFinding.objects.filter(area__gt=from_, area__lt=until, day__gte=since)


def _children(area: AreaCode, child: Level) -> QuerySet[Area, tuple[str, str, int]]:
    """Return code, name and number of open communities of each open area of the next level."""
    inside = Area.objects.filter(
        level=Level.COMMUNITY,
        valid_until=None,
        code__gte=OuterRef("code"),
        code__lte=Concat(OuterRef("code"), Value("9" * DIGITS[Level.COMMUNITY])),
    )
    number = inside.order_by().values("level").annotate(n=Count("pk")).values("n")
    from_, until = area.range
    return (
        Area.objects.filter(level=child, code__gte=from_, code__lt=until, valid_until=None)
        .annotate(communities=Coalesce(Subquery(number, output_field=IntegerField()), Value(0)))
        .order_by("code")
        .values_list("code", "name", F("communities"))
    )
