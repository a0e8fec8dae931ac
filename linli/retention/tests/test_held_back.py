"""A run of the nights: one area, held back by a person, few statements, stopped and gone on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.areas.rules import AreaCode
from linli.arrivals.commands import NewArrival, register_arrivals
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.people.commands import PersonCard
from linli.people.models import Person
from linli.retention.commands import NotAnnounced, hold_back, remove_due
from linli.retention.models import Announcement, HoldBack
from linli.retention.rules import HeldTooOften, Why
from linli.retention.tests.nights import ANNOUNCED, DAY, GONE, name_of, night, over
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FOREIGN, MakeObservation


def test_only_the_area_that_was_asked_for(make_observation: MakeObservation) -> None:
    here, there = over(make_observation()), over(make_observation(community=FOREIGN, grid_name=""))
    night(ANNOUNCED)

    night(GONE, area=AreaCode(COUNTY))

    assert name_of(here).startswith("已销毁 ")
    assert name_of(there) == "王芳"


def test_held_back_through_a_day_at_most_twice(make_observation: MakeObservation, secretary: Viewer) -> None:
    observation = over(make_observation())
    night(ANNOUNCED)
    announced = Announcement.objects.get()
    first, second = day_of(GONE + 10 * DAY), day_of(GONE + 20 * DAY)
    hold_back(announcement=announced, until=first, reason="投诉", by=secretary, now=ANNOUNCED)

    assert night(GONE + 10 * DAY).kept == {Why.HELD_BACK: 1}
    hold_back(announcement=announced, until=second, reason="还在办", by=secretary, now=GONE + 10 * DAY)
    with pytest.raises(HeldTooOften):
        hold_back(announcement=announced, until=second, reason="再等", by=secretary, now=GONE + 11 * DAY)
    assert night(GONE + 20 * DAY).removed == 0

    assert night(GONE + 21 * DAY).removed == 1
    assert set(HoldBack.objects.values_list("reason", flat=True)) == {""}
    held = AuditEvent.objects.filter(county=COUNTY, action="identity.held_back").order_by("id")
    assert [(row.subject, row.actor_id, row.changed) for row in held] == [
        (observation.person_id, secretary.user_id, {"until": day.isoformat()}) for day in (first, second)
    ]
    with pytest.raises(NotAnnounced):
        hold_back(announcement=announced, until=second, reason="晚了", by=secretary, now=GONE)


@pytest.mark.parametrize("many", [3, 40])
def test_the_statements_do_not_grow_with_the_people(make_observation: MakeObservation, many: int) -> None:
    for _number in range(many):
        over(make_observation())
    people = list(Person.objects.values_list("pk", flat=True))
    night(ANNOUNCED)

    with CaptureQueriesContext(
        connection,
    ) as removing:
        assert len(remove_due(people=people, waiting=(), now=GONE)) == many

    changing = [one["sql"] for one in removing if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(changing) == STATEMENTS
    with CaptureQueriesContext(connection) as announcing:
        night(GONE)
    assert len(announcing) < STATEMENTS


STATEMENTS = 65


def test_a_run_that_was_stopped_goes_on(
    make_observation: MakeObservation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.retention.commands.run.REMOVED_AT_ONCE", 2)
    for _number in range(5):
        over(make_observation())
    night(ANNOUNCED)
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    remove_due(people=people[:2], waiting=(), now=GONE)  # and then the power failed

    assert night(GONE).removed == 3
    assert not Person.objects.filter(identity_removed_at=None).exists()


def test_a_batch_that_registers_the_removed_and_somebody_known(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    over(make_observation(phone="13811111111"))
    night(ANNOUNCED)
    night(GONE)
    card = PersonCard(name="王芳", phone="13811111111", address="1栋1单元101室")

    (answer,) = register_arrivals(
        community=COMMUNITY,
        arrivals=[NewArrival(card=card, arrived_on=day_of(GONE))],
        by=secretary,
        now=GONE + DAY,
    )

    assert answer.person.name == "王芳"
    assert answer.person.household.address == "1栋1单元101室"
    assert Person.objects.filter(name__startswith="已销毁").count() == 1
