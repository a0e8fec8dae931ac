"""How much each grid and each of its workers has to look after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.duties.models import Duty
from linli.duties.queries import overdue
from linli.duties.rules import KIND_CHECK
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.staff.queries import areas_condition, in_scope
from linli.staff.queries.substitutions import Worker, workers_by_area
from linli.staff.rights import Action
from linli.staff.rules import PEOPLE_A_WORKER, Viewer, scope, shares


@dataclass(frozen=True)
class WorkerLoad:
    """A worker and the people who are this worker's share."""

    name: str
    people: int

    @property
    def is_heavy(self) -> bool:
        """Say whether it is more than one worker should have; a warning, never a ban."""
        return self.people > PEOPLE_A_WORKER


@dataclass(frozen=True)
class GridLoad:
    """A grid: its workers, people under observation, checks of today, those overdue.

    Workers of the whole community stand at every grid that has none of its own.
    """

    code: AreaCode
    name: str
    workers: tuple[WorkerLoad, ...]
    people: int
    checks: int
    overdue: int

    @property
    def lacks_worker(self) -> bool:
        """Say whether there are people and nobody who looks after them."""
        return bool(self.people) and not self.workers

    @property
    def is_heavy(self) -> bool:
        """Say whether a worker of it has more than one should have."""
        return any(worker.is_heavy for worker in self.workers)


def load(*, viewer: Viewer | None, action: Action, now: datetime) -> list[GridLoad]:
    """Return the load of each open grid where the viewer may do an action, in order of code.

    action: one that goes with seeing people. Five statements however many grids.
    """
    areas = Area.objects.filter(
        areas_condition(scope=scope(viewer=viewer, action=action), field="code"),
        level=Level.GRID,
        valid_until=None,
    )
    names = dict(areas.order_by("code").values_list("code", "name"))
    today = day_of(now)
    workers = _workers(list(names), workers_by_area(viewer=viewer, action=action, on=today))
    open_ = Observation.objects.filter(in_scope(viewer=viewer, action=action), state=State.OBSERVING)
    people = dict(open_.values_list("area").annotate(n=Count("pk")))
    due = Duty.objects.filter(
        county__in=scope(viewer=viewer, action=action).counties, kind=KIND_CHECK, slot_on=today
    ).exclude(outcome=Duty.Outcome.NOT_NEEDED)
    checks = dict(
        due.filter(subject__in=open_.values("pk")).order_by().values_list("area").annotate(n=Count("id"))
    )
    late = overdue(
        counties=scope(viewer=viewer, action=action).counties,
        kind=KIND_CHECK,
        now=now,
    )
    overdue_ = dict(
        late.filter(subject__in=open_.values("pk")).order_by().values_list("area").annotate(n=Count("id"))
    )
    share = shares(
        people=people,
        workers={code: tuple(worker.user_id for worker in those) for code, those in workers.items()},
    )
    return [
        GridLoad(
            code=AreaCode(code),
            name=name,
            workers=tuple(WorkerLoad(worker.name, share[worker.user_id]) for worker in workers[code]),
            people=people.get(code, 0),
            checks=checks.get(code, 0),
            overdue=overdue_.get(code, 0),
        )
        for code, name in names.items()
    ]


def _workers(grids: Sequence[str], held: dict[str, list[Worker]]) -> dict[str, list[Worker]]:
    """Return the workers of each grid: its own, or else those of its community; nobody who is absent."""
    there = {code: [worker for worker in those if not worker.absent] for code, those in held.items()}
    return {code: there.get(code) or there.get(code[:12], []) for code in grids}
