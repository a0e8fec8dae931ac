"""Arrivals become observations with their duties."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from linli.areas.models import Area
from linli.clock import moment
from linli.duties.models import Duty
from linli.observation.commands import NewArrival, Outcome, register_arrivals
from linli.observation.models import Alert, Check, Observation
from linli.people.commands import PersonCard
from linli.people.models import Household, Person
from linli.referrals.models import Referral
from linli.sealing.seals import unseal
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, GRID, MORNING, SIBLING, MakeObservation

CARD = PersonCard(
    name="王芳",
    id_number="11010519491231002X",
    phone="13812345678",
    address="49栋1单元2304室",
    grid_name="第一网格",
)
ARRIVAL = NewArrival(card=CARD, arrived_on=date(2020, 1, 26), origin="湖北省武汉市", origin_class="WUHAN")


def duties_of(observation: Observation) -> list[tuple[date, str]]:
    rows = Duty.objects.filter(county=COUNTY, subject=observation.pk).order_by("due_at")
    return list(rows.values_list("slot_on", "session"))


def test_two_checks_a_day_to_the_last_day(make_observation: MakeObservation) -> None:
    observation = make_observation(arrived_on=date(2020, 1, 26), at=MORNING)

    assert observation.last_on == date(2020, 2, 9)
    assert len(duties_of(observation)) == 14 * 2
    assert duties_of(observation)[0] == (FIRST_DAY, "AM")
    assert duties_of(observation)[-1] == (date(2020, 2, 9), "PM")


@pytest.mark.parametrize(
    ("clock", "first"),
    [
        (time(10, 59), (FIRST_DAY, "AM")),
        (time(11, 0), (FIRST_DAY, "PM")),
        (time(18, 0), (date(2020, 1, 28), "AM")),
    ],
)
def test_no_duty_for_a_slot_before_registration(
    make_observation: MakeObservation, clock: time, first: tuple[date, str]
) -> None:
    assert duties_of(make_observation(at=moment(FIRST_DAY, clock)))[0] == first


def test_an_arrival_long_ago_has_no_duty_left(make_observation: MakeObservation) -> None:
    observation = make_observation(arrived_on=date(2020, 1, 1))

    assert duties_of(observation) == []
    assert observation.state == "OBSERVING"


def test_identity_is_sealed_and_can_be_read_again(secretary: Viewer) -> None:
    person = register_arrivals(community=COMMUNITY, arrivals=[ARRIVAL], by=secretary, now=MORNING)[0].person

    person.refresh_from_db()
    assert b"110105" not in bytes(person.id_sealed)
    assert unseal(person.id_sealed) == "11010519491231002X"
    assert unseal(person.phone_sealed) == "13812345678"
    assert "wangfang wf" in person.search_text


def test_the_same_arrival_again_adds_nobody(secretary: Viewer) -> None:
    first = register_arrivals(community=COMMUNITY, arrivals=[ARRIVAL], by=secretary, now=MORNING)[0]
    again = register_arrivals(community=COMMUNITY, arrivals=[ARRIVAL], by=secretary, now=MORNING)[0]

    assert (first.outcome, again.outcome) == (Outcome.NEW, Outcome.KNOWN_HERE)
    assert first.person == again.person == Person.objects.get()
    assert Observation.objects.count() == 1


def test_somebody_of_another_community_is_not_taken_over(
    secretary: Viewer, make_viewer: Callable[..., Viewer]
) -> None:
    register_arrivals(community=COMMUNITY, arrivals=[ARRIVAL], by=secretary, now=MORNING)
    there = register_arrivals(community=SIBLING, arrivals=[ARRIVAL], by=secretary, now=MORNING)[0]

    assert there.outcome == Outcome.KNOWN_ELSEWHERE
    assert Person.objects.get().community == COMMUNITY


def test_a_household_shares_its_door_and_a_building_its_grid(secretary: Viewer) -> None:
    cards = [
        CARD,
        PersonCard(name="李强", phone="13812345679", address="49号楼1单元2304"),
        PersonCard(name="张伟", phone="13812345670", address="49栋2单元101室"),
    ]
    for card in cards:
        arrival = NewArrival(card=card, arrived_on=date(2020, 1, 26))
        register_arrivals(community=COMMUNITY, arrivals=[arrival], by=secretary, now=MORNING)

    assert Household.objects.count() == 2
    assert set(Person.objects.values_list("area", flat=True)) == {GRID}


def test_a_roster_reading_is_kept_and_alerts_but_answers_no_duty(secretary: Viewer) -> None:
    arrival = NewArrival(
        card=CARD,
        arrived_on=date(2020, 1, 26),
        temperature_tenths=381,
        symptoms=("COUGH",),
        known_by="ROSTER",
    )
    register_arrivals(community=COMMUNITY, arrivals=[arrival], by=secretary, now=MORNING)

    check = Check.objects.get(county=COUNTY)
    assert (check.channel, check.temperature_tenths, check.session) == ("ROSTER", 381, "AM")
    assert Duty.objects.get(county=COUNTY, slot_on=FIRST_DAY, session="AM").outcome == ""
    assert Alert.objects.get().check_id == check.id
    assert Referral.objects.get().cause == check.id


def test_somebody_released_who_comes_again_is_observed_anew(
    secretary: Viewer, areas: dict[str, Area]
) -> None:
    first = register_arrivals(community=COMMUNITY, arrivals=[ARRIVAL], by=secretary, now=MORNING)[0]
    assert first.observation is not None
    Observation.objects.update(state="RELEASED", closed_at=MORNING)
    later = NewArrival(card=CARD, arrived_on=date(2020, 3, 1))

    now = datetime.fromisoformat("2020-03-01T09:00:00+08:00")
    again = register_arrivals(community=COMMUNITY, arrivals=[later], by=secretary, now=now)[0]

    assert again.outcome == Outcome.NEW
    assert again.person == first.person
    assert Observation.objects.count() == 2


def test_five_hundred_arrivals_take_as_many_statements_as_five(
    secretary: Viewer, django_assert_max_num_queries: Callable[..., object]
) -> None:
    arrivals = [
        NewArrival(
            card=PersonCard(name="王芳", phone=f"138{n:08}", address=f"{n}栋1单元101室"),
            arrived_on=date(2020, 1, 26),
            temperature_tenths=365,
        )
        for n in range(500)
    ]
    with django_assert_max_num_queries(60):  # type: ignore[attr-defined]
        register_arrivals(community=COMMUNITY, arrivals=arrivals, by=secretary, now=MORNING)

    assert Observation.objects.count() == 500
