"""One row of every kind in an area, for the walk through every address. Each app makes its own in tests/rows.py."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.arrivals.commands import NewArrival, register_arrivals
from linli.clock import day_of
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.rules import Channel, CheckOutcome
from linli.people.commands import PersonCard
from linli.reports.commands import seal_report
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FOREIGN, GRID, SIBLING
from tests.made import ADDRESS, NAME, NOTE, PLACES, Made

LINLI: Final = Path(__file__).resolve().parents[1] / "linli"


@dataclass(frozen=True)
class Rows:
    """One row of each kind in an area, by the parameter that an address calls it."""

    area: AreaCode
    day: str
    observation_id: UUID
    person_id: UUID
    alert_id: UUID
    referral_id: UUID
    roster_id: UUID
    taking_id: UUID
    grid_move_id: UUID
    post_id: UUID
    clinic_id: UUID
    household_id: UUID
    pair_id: UUID
    join_id: UUID
    move_id: UUID
    protocol_code: str
    paper_id: UUID
    code: str
    run_id: UUID
    community: str
    county: str
    grid: AreaCode
    substitution_id: UUID
    police_id: UUID
    handover_id: UUID
    user_id: UUID
    session_id: int

    emergency_id: UUID
    finding_id: UUID
    form_id: UUID
    phone_id: UUID
    lead_id: UUID
    list_id: UUID
    row_id: UUID
    export_id: UUID
    export_kind: str = "PEOPLE"
    pk: int = 0  # of a passkey; nobody's is asked for before the password was typed again
    provider: str = "wecom"
    paper_kind: str = "NOTICE"
    key: str = "after"
    kind: str = "xlsx"
    sheet_kind: str = "csv"
    path: str = "h/0190c1a2-0000-7000-8000-000000000000/"
    more: Mapping[str, object] = field(default_factory=dict)  # of apps whose parameters are not named here
    name: str = ""  # of the person; begins with NAME and stands in no other place's rows


def makers() -> Iterator[ModuleType]:
    """Yield the tests/rows.py of every app that has one, in the order of INSTALLED_APPS."""
    for app in settings.INSTALLED_APPS:
        if app.startswith("linli.") and (LINLI / app.removeprefix("linli.") / "tests" / "rows.py").exists():
            yield import_module(f"{app}.tests.rows")


def _rows_of_apps(made: Made) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for maker in makers():
        found |= maker.rows(made)
    return found


@pytest.fixture
def rows_in(make_user: Callable[..., User], make_viewer: Callable[..., Viewer]) -> Callable[..., Rows]:
    """Make somebody with a fever in a community, with everything that hangs on it."""

    def make(*, community: AreaCode, area: AreaCode | None = None, grid_name: str = "") -> Rows:
        now = timezone.now()
        yesterday = day_of(now) - timedelta(days=1)
        by = make_viewer(role=Role.SECRETARY, area=community)
        name = f"{NAME}{PLACES[community]}"
        phone = f"137{abs(hash(community)) % 10**8:08}"
        card = PersonCard(name=name, phone=phone, address=ADDRESS, grid_name=grid_name)
        arrival = NewArrival(card=card, arrived_on=yesterday, note=NOTE, origin=NOTE)
        observation = register_arrivals(community=community, arrivals=[arrival], by=by, now=now)[
            0
        ].observation
        assert observation is not None
        new = NewCheck(
            new_id(), observation, CheckOutcome.DONE, Channel.VISIT, now, temperature_tenths=381, note=NOTE
        )
        record_check(new=new, by=by, now=now)
        seal_report(area=community, day=yesterday, by=by, now=now)
        made = Made(community, area or community, name, card, observation, by, make_user, make_viewer)
        told = _rows_of_apps(made)
        named = {one.name for one in fields(Rows)}
        return Rows(
            area=made.area,
            day=yesterday.isoformat(),
            observation_id=observation.pk,
            person_id=observation.person_id,
            household_id=observation.person.household_id,
            community=community,
            county=community.county,
            name=name,
            more={key: value for key, value in told.items() if key not in named},
            **{key: value for key, value in told.items() if key in named},
        )

    return make


@pytest.fixture
def three_places(rows_in: Callable[..., Rows]) -> list[Rows]:
    """Make rows in a grid of the own community, in its sibling that has no grids, and in a foreign province."""
    return [
        rows_in(community=COMMUNITY, grid_name="第一网格", area=GRID),
        rows_in(community=SIBLING),
        rows_in(community=FOREIGN),
    ]
