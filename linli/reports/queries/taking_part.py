"""Which communities are expected to report on a day: the only place that says it.

As it was declared; where nothing was, from the day on which somebody first held a post there that seals its report. Whoever
sealed the day's report was expected, whatever was declared. What is asked of a moment is told as it was declared by then:
what was struck or declared since changes nothing in it. Source: docs/rules/reports.md#taking-part.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from linli.areas.models import Area
from linli.areas.queries import open_under
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.reports.models import Participation, Report
from linli.reports.rules.forms import FORM
from linli.staff.models import Post
from linli.staff.queries.held import BEGUN, held_by, not_over
from linli.staff.rights import LEVELS, Action, roles_with

_SEALING: Final = [
    role for role in roles_with(action=Action.SEAL_REPORT) if LEVELS[role] == {Level.COMMUNITY}
]


def taking_part(*, area: AreaCode, on: date, known_at: datetime | None = None) -> QuerySet[Area]:
    """Return the open communities at or beneath an area that take part on a day, in no order.

    known_at: as it was declared by then, None: as it stands now. Posts are told as they stand.
    """
    from_, until = area.range
    declared = declared_on(on=on, known_at=known_at).filter(area__gte=from_, area__lt=until)
    staffed = staffed_on(on=on, known_at=known_at).filter(area_id__gte=from_, area_id__lt=until)
    return open_under(area=area, level=Level.COMMUNITY).filter(code__in=_codes(declared, staffed))


def _codes(declared: QuerySet[Participation], staffed: QuerySet[Post]) -> QuerySet[Any, Any]:
    return declared.values_list("area").union(staffed.values_list("area_id"))


def out_of_use(*, area: AreaCode, on: date) -> QuerySet[Area]:
    """Return an area itself where no community at or beneath it takes part on a day, else nothing."""
    return Area.objects.filter(~Exists(taking_part(area=area, on=on)), pk=area)


def is_owed(*, area: AreaCode, on: date, known_at: datetime | None = None) -> bool:
    """Say whether a community takes part on a day, or any beneath an area above one: nobody else owes its report."""
    return taking_part(area=area, on=on, known_at=known_at).exists()


def expected_of(*, areas: Collection[AreaCode], on: date, known_at: datetime | None = None) -> set[str]:
    """Return which of some communities were expected on a day: they take part, or have reported; two statements."""
    declared = declared_on(on=on, known_at=known_at).filter(area__in=areas)
    staffed = staffed_on(on=on, known_at=known_at).filter(area_id__in=areas)
    open_ = Area.objects.filter(valid_until=None, code__in=_codes(declared, staffed))
    sealed = Report.objects.filter(form=FORM, day=on, area__in=areas, withdrawn_at=None)
    return {*open_.values_list("code", flat=True), *sealed.values_list("area", flat=True)}


def expected_in(*, area: AreaCode, on: date) -> list[AreaCode]:
    """Return the communities at or beneath an area that were expected on a day, in order of code; two statements."""
    from_, until = area.range
    digits = DIGITS[Level.COMMUNITY]
    sealed = Report.objects.filter(
        form=FORM, day=on, area__gte=from_, area__lt=until, area__length=digits, withdrawn_at=None
    )
    taking = taking_part(area=area, on=on).values_list("code", flat=True)
    return sorted(AreaCode(code) for code in {*taking, *sealed.values_list("area", flat=True)})


def declared_on(*, on: date, known_at: datetime | None = None) -> QuerySet[Participation]:
    """Return the declared periods that hold on a day."""
    return standing(known_at=known_at).filter(not_over(since=on), from_on__lte=on)


def standing(*, known_at: datetime | None = None) -> QuerySet[Participation]:
    """Return the declared periods that nobody had struck by a moment, None: by now."""
    if known_at is None:
        return Participation.objects.filter(struck_at=None).order_by()
    stood = Q(struck_at=None) | Q(struck_at__gt=known_at)
    return Participation.objects.filter(stood, set_at__lte=known_at).order_by()


def staffed_on(*, on: date, known_at: datetime | None = None) -> QuerySet[Post]:
    """Return the posts, of communities of which nothing was declared, by which these take part on a day."""
    said = standing(known_at=known_at).filter(area=OuterRef("area_id"))
    return Post.objects.filter(~Exists(said), held_by(on=on), role__in=_SEALING).order_by()


def sealers_on(*, area: AreaCode, on: date) -> set[str]:
    """Return the communities at or beneath an area where somebody holds a post on a day that seals its report; one statement."""
    from_, until = area.range
    posts = Post.objects.filter(BEGUN, not_over(since=on), from_on__lte=on, role__in=_SEALING)
    return set(posts.filter(area_id__gte=from_, area_id__lt=until).values_list("area_id", flat=True))


def staffed_since(*, area: AreaCode, on: date) -> dict[str, date]:
    """Return since when the communities at or beneath an area take part by a post alone, by code; one statement."""
    from_, until = area.range
    posts = staffed_on(on=on).filter(area_id__gte=from_, area_id__lt=until)
    return dict(posts.values_list("area_id").annotate(first=Min("from_on")))
