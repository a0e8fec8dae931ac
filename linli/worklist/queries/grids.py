"""What is in a grid, and what goes along when households leave it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, Value

from linli.areas.rules import AreaCode
from linli.duties.kinds import DutyKind
from linli.duties.models import Duty
from linli.observation.duties import CHECK, watched
from linli.observation.models import Observation
from linli.observation.rules import KIND_CHECK, State
from linli.people.models import Household, Person
from linli.staff.queries import posts_at
from linli.staff.queries.substitutions import has_no_worker
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.worklist import kinds


@dataclass(frozen=True)
class GridContent:
    """What keeps a grid from being closed: households, other duties that are open there, who holds a post there.

    observed: how many are observed behind the doors of those households.
    """

    households: int
    duties: int
    workers: tuple[str, ...]
    observed: int

    @property
    def is_empty(self) -> bool:
        """Say whether nothing does."""
        return not (self.households or self.duties or self.workers)


@dataclass(frozen=True)
class GoingAlong:
    """What goes along with households: persons, those under observation, and open duties of every kind."""

    households: int
    persons: int
    observed: int
    duties: int


def content_of(*, grid: AreaCode, on: date) -> GridContent:
    """Return what is in a grid; two statements."""
    open_ = Duty.objects.filter(county=grid.county, area=grid, outcome=Duty.Outcome.OPEN)
    counted = {
        "households": Household.objects.filter(area=grid),
        "duties": open_.exclude(kind=KIND_CHECK),
        "observed": watched(Q(area=grid)),
    }
    first, *others = (
        rows.order_by().values_list(Value(what)).annotate(found=Count("id")) for what, rows in counted.items()
    )
    found = dict.fromkeys(counted, 0) | dict(first.union(*others, all=True))
    return GridContent(**found, workers=tuple(posts_at(area=grid, on=on)))


def left_in(*, viewer: Viewer | None, grid: AreaCode, content: GridContent, on: date) -> int | None:
    """Return how many are observed in a grid without a worker of its own or of its community, None where one works."""
    is_left = has_no_worker(viewer=viewer, action=Action.ASSIGN_GRID, grid=grid, on=on)
    return content.observed if is_left else None


def going_along(*, households: Sequence[Household]) -> GoingAlong:
    """Return what goes along when households of one community are moved; two statements a kind of duty at most."""
    persons = Person.objects.filter(
        household__in=[household.pk for household in households], joined_to=None, taken_back_at=None
    )
    observed = list(
        Observation.objects.filter(person__in=persons, state=State.OBSERVING).values_list("pk", flat=True)
    )
    if not households:
        return GoingAlong(0, 0, 0, 0)
    county = households[0].county
    duties = _open(county, CHECK, observed)
    for kind in kinds.KINDS:
        if kind is not CHECK:
            duties += _open(county, kind, subjects_at(kind=kind, households=households))
    return GoingAlong(len(households), persons.count(), len(observed), duties)


def subjects_at(*, kind: DutyKind, households: Sequence[Household]) -> list[UUID]:
    """Return the subjects of what is open of a kind at some doors: of the areas of those, whose subjects say their door."""
    if not households:
        return []
    open_ = Duty.objects.filter(
        county=households[0].county,
        kind=kind.code,
        area__in={household.area for household in households},
        outcome=Duty.Outcome.OPEN,
    )
    shown = kind.subjects(set(open_.values_list("subject", flat=True)))
    doors = {household.pk for household in households}
    return [subject for subject, told in shown.items() if told.household in doors]


def _open(county: str, kind: DutyKind, subjects: Collection[UUID]) -> int:
    open_ = Duty.objects.filter(
        county=county, kind=kind.code, subject__in=subjects, outcome=Duty.Outcome.OPEN
    )
    return open_.count() if subjects else 0
