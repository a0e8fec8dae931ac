"""The register is asked for numbers: a refusal tells nothing, look-ups are bounded, and the found see who asked."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.arrivals.commands import NewArrival, register_arrivals
from linli.audit.models import AuditAbout, AuditEvent
from linli.budgets.commands import TooManyLookups, take_lookup
from linli.budgets.models import NumberLookups
from linli.budgets.rules import ASKED_A_DAY, MET_A_DAY
from linli.clock import moment
from linli.observation.rules import UnbelievableTemperature
from linli.people.commands import PersonCard
from linli.people.models import Person
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, GRID, SIBLING, MakeViewer

pytestmark = pytest.mark.django_db

NOON = moment(FIRST_DAY, time(12))
ID = "110105198001010032"


def arrival(id_number: str = ID, tenths: int | None = None) -> NewArrival:
    card = PersonCard(name="王芳", id_type="ID_CARD", id_number=id_number, address="1栋1单元101室")
    return NewArrival(card=card, arrived_on=FIRST_DAY, origin_class="WUHAN", temperature_tenths=tenths)


@pytest.fixture
def worker(make_viewer: MakeViewer) -> Viewer:
    return make_viewer(role=Role.GRID_WORKER, area=GRID)


@pytest.fixture
def elsewhere(make_viewer: MakeViewer) -> Person:
    """Register somebody of another community, by the number that `arrival()` tells."""
    neighbour = make_viewer(role=Role.SECRETARY, area=SIBLING)
    return register_arrivals(community=SIBLING, arrivals=[arrival()], by=neighbour, now=NOON)[0].person


@pytest.mark.parametrize("number", [ID, ""], ids=["known elsewhere", "known nowhere"])
@pytest.mark.usefixtures("elsewhere")
def test_an_impossible_temperature_is_refused_before_anybody_is_looked_up(
    number: str, worker: Viewer
) -> None:
    with CaptureQueriesContext(connection) as asked, pytest.raises(UnbelievableTemperature):
        register_arrivals(community=COMMUNITY, arrivals=[arrival(number, 450)], by=worker, now=NOON)

    assert not [one["sql"] for one in asked if "people_person" in one["sql"]]


def test_whoever_was_met_elsewhere_sees_who_asked_and_it_is_counted(
    elsewhere: Person, worker: Viewer
) -> None:
    take_lookup(by=worker, now=NOON)

    register_arrivals(community=COMMUNITY, arrivals=[arrival()], by=worker, now=NOON)

    event = AuditEvent.objects.get(county=COUNTY, action="person.recognised")
    assert (event.actor_id, event.area) == (worker.user_id, SIBLING)
    assert [about.subject for about in AuditAbout.objects.filter(county=COUNTY, event=event.id)] == [
        elsewhere.pk
    ]
    row = NumberLookups.objects.get()
    assert (row.asked, row.met) == (1, 1)


@pytest.mark.parametrize(("asked", "met"), [(ASKED_A_DAY, 0), (1, MET_A_DAY)])
def test_so_many_on_a_day_and_no_more_until_the_next(asked: int, met: int, worker: Viewer) -> None:
    take_lookup(by=worker, now=NOON)
    NumberLookups.objects.update(asked=asked - 1, met=max(met - 1, 0))
    take_lookup(by=worker, now=NOON)
    NumberLookups.objects.update(met=met)

    with pytest.raises(TooManyLookups):
        take_lookup(by=worker, now=NOON)

    assert NumberLookups.objects.get().asked == asked
    take_lookup(by=worker, now=NOON + timedelta(days=1))
