"""How much each grid and each of its workers has to look after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from linli.areas.models import Area
from linli.areas.queries import note_names
from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.observation.duties import CHECK, watched
from linli.staff.queries import areas_condition, in_scope
from linli.staff.queries.substitutions import Worker, workers_by_area
from linli.staff.rights import Action
from linli.staff.rules import PEOPLE_A_WORKER, Viewer, scope, shares
from linli.worklist.queries.reach import within
from linli.worklist.queries.tallies import Tally, tallies_by_area


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
    """A grid: its workers, people under observation, checks of today, what else is to be done, and what is overdue of all.

    Workers of the whole community stand at every grid that has none of its own.
    """

    code: AreaCode
    name: str
    workers: tuple[WorkerLoad, ...]
    people: int
    checks: int
    tasks: int
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

    action: one that goes with seeing people. Four statements, however many grids and kinds of duty.
    """
    areas = Area.objects.filter(
        areas_condition(scope=scope(viewer=viewer, action=action), field="code"),
        level=Level.GRID,
        valid_until=None,
    )
    names = dict(areas.order_by("code").values_list("code", "name"))
    note_names(names=names)
    today = day_of(now)
    workers = _workers(list(names), workers_by_area(viewer=viewer, action=action, on=today))
    open_ = watched(in_scope(viewer=viewer, action=action))
    people = dict(open_.values_list("area").annotate(n=Count("pk")))
    tallies = tallies_by_area(reach=within(viewer=viewer, action=action), day=today, now=now)
    checks = tallies.pop(CHECK, {})
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
            checks=checks.get(code, Tally()).due,
            tasks=sum(tally.get(code, Tally()).due for tally in tallies.values()),
            overdue=sum(tally.get(code, Tally()).overdue for tally in (checks, *tallies.values())),
        )
        for code, name in names.items()
    ]


def _workers(grids: Sequence[str], held: dict[str, list[Worker]]) -> dict[str, list[Worker]]:
    """Return the workers of each grid: its own, or else those of its community; nobody who is absent."""
    there = {code: [worker for worker in those if not worker.absent] for code, those in held.items()}
    return {code: there.get(code) or there.get(AreaCode(code).community, []) for code in grids}
