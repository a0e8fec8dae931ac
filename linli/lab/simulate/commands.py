"""Fill a database with an invented season, and tell what was planted in it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from linli.areas.queries import communities_under
from linli.areas.rules import AreaCode
from linli.clock import days_from
from linli.lab.simulate.living import Community, Planted, live_day, seal_day, send_all, settle
from linli.lab.simulate.rules.faults import Fault, FaultKind, plant
from linli.lab.simulate.stage import hire
from linli.lab.simulate.tampering import act_at_the_end, act_in_the_evening, act_in_the_morning
from linli.people.models import Person
from linli.staff.models import User

ALL_KINDS: Final = tuple(FaultKind)
# Around such a day nobody of the community has a fever that the worker tells of: from so many days before to after.
QUIET: Final = {FaultKind.HIDDEN_FEVER: (3, 2), FaultKind.SELF_REPORT: (1, 0)}

Progress = Callable[[str], None]


class NotEmpty(Exception):
    """The database holds people or users already; an invented season is never mixed with real rows."""


class NoCommunities(Exception):
    """No open community lies under the code."""


@dataclass(frozen=True)
class Truth:
    """A fault that was planted: where and when it is to be found."""

    kind: str
    area: str
    day: str

    def row(self) -> dict[str, str]:
        """Return it as plain JSON."""
        return asdict(self)


def simulate(
    *,
    under: AreaCode,
    first: date,
    days: int,
    seed: int,
    each: int,
    kinds: Sequence[FaultKind] = ALL_KINDS,
    password: str,
    progress: Progress,
) -> list[Truth]:
    """Live a season in all communities under an area, with so many faults of each kind; return what was planted.

    Everything but the faults goes through the commands that pages use. The same seed plants and rolls the same.
    Raises NotEmpty, NoCommunities, NoRoom.
    """
    codes = _empty_communities(under)
    rng = Random(seed)  # noqa: S311 (invented people)
    faults = plant(rng=rng, places=len(codes), days=days, each=each, kinds=kinds if each else ())
    cast = hire(communities=codes, first=first, password=password)
    communities = settle(rng=rng, communities=codes, days=days)
    on_days = _by_day(faults, first)
    planted: Planted = {
        key: {fault.kind for fault in those if fault.kind is not FaultKind.ZERO}
        for key, those in on_days.items()
    }
    for number, on in enumerate(days_from(first, first + timedelta(days=days - 1))):
        progress(on.isoformat())
        today = [
            (fault, communities[place])
            for (place, day), those in on_days.items()
            if day == on
            for fault in those
        ]
        for community in communities:
            live_day(
                rng=rng,
                community=community,
                on=on,
                number=number,
                faults=planted.get((community.place, on), set()),
                quiet=_is_quiet(faults, community.place, number),
                cast=cast,
            )
        for fault, community in today:
            act_in_the_morning(fault=fault, rng=rng, community=community, on=on, cast=cast)
        seal_day(rng=rng, communities=communities, on=on, planted=planted, cast=cast)
        for fault, community in today:
            act_in_the_evening(fault=fault, rng=rng, community=community, on=on, cast=cast)
    for community in communities:
        send_all(community=community, cast=cast)
    _tamper(faults, communities, first)
    return [_truth(fault, codes[fault.place], first) for fault in faults]


def _empty_communities(under: AreaCode) -> list[AreaCode]:
    if Person.objects.exists() or User.objects.exists():
        raise NotEmpty
    codes = [AreaCode(row.code) for row in communities_under(code=under)]
    if not codes:
        raise NoCommunities(under)
    return codes


def _by_day(faults: Sequence[Fault], first: date) -> dict[tuple[int, date], list[Fault]]:
    found: dict[tuple[int, date], list[Fault]] = defaultdict(list)
    for fault in faults:
        found[fault.place, first + timedelta(days=fault.day)].append(fault)
    return dict(found)


def _is_quiet(faults: Sequence[Fault], place: int, number: int) -> bool:
    return any(
        fault.kind is FaultKind.ZERO
        or (fault.kind in QUIET and -QUIET[fault.kind][0] <= number - fault.day <= QUIET[fault.kind][1])
        for fault in faults
        if fault.place == place
    )


def _tamper(faults: Sequence[Fault], communities: Sequence[Community], first: date) -> None:
    for fault in faults:
        on = first + timedelta(days=fault.day)
        act_at_the_end(fault=fault, community=communities[fault.place], on=on)


def _truth(fault: Fault, code: AreaCode, first: date) -> Truth:
    on = first + timedelta(days=fault.day)
    return Truth(fault.kind, code.township if fault.kind is FaultKind.SUM else code, on.isoformat())
