"""Somebody known is told of again: at the desk, by phone, on a roster. What differs waits, and nobody ends earlier."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from linli.arrivals.commands import (
    NewArrival,
    NoJourneyTold,
    Outcome,
    Registered,
    decide_again,
    register_arrivals,
)
from linli.clock import day_of
from linli.duties.models import Duty
from linli.observation.commands import release
from linli.observation.models import Alert, Arrival, Check, Observation
from linli.observation.rules import State
from linli.people.commands import DecidedAlready, PersonCard
from linli.people.models import Correction, Person, ToldAgain
from linli.people.queries.corrections import facts_in, stood_in
from linli.people.rules.corrections import Verdict
from linli.sealing.seals import unseal
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, GRID, MORNING, OTHER_GRID, MakeViewer

CARD = PersonCard(
    name="刘洋",
    id_type="ID_CARD",
    id_number="11010519491231002X",
    phone="13812345678",
    address="3栋1单元501室",
)
FIRST = NewArrival(
    card=CARD,
    arrived_on=date(2020, 1, 20),
    origin="湖北省黄冈市",
    origin_class="HUBEI",
    known_by="RESIDENT",
)


def told(by: Viewer, **other: Any) -> Registered:
    return register_arrivals(community=COMMUNITY, arrivals=[replace(FIRST, **other)], by=by, now=MORNING)[0]


def open_observation() -> Observation:
    return Observation.objects.select_related("arrival").get(state=State.OBSERVING)


def waiting() -> ToldAgain:
    return ToldAgain.objects.get(decision="")


@pytest.fixture
def known(secretary: Viewer) -> Registered:
    return told(secretary)


@pytest.mark.parametrize(
    ("other", "differs", "last_on"),
    [
        ({}, (), date(2020, 2, 3)),
        ({"arrived_on": date(2020, 1, 22)}, ("arrived_on",), date(2020, 2, 5)),
        ({"arrived_on": date(2020, 1, 18)}, ("arrived_on",), date(2020, 2, 3)),  # the later day stays
        ({"origin": "湖北省武汉市"}, ("origin",), date(2020, 2, 3)),
        (
            {"exposed_on": date(2020, 1, 26)},
            (),
            date(2020, 2, 9),
        ),  # for the first time, and later: kept at once
        ({"exposed_on": date(2020, 1, 12)}, ("exposed_on",), date(2020, 2, 3)),  # would end earlier: asked
        ({"left_on": date(2020, 1, 19)}, ("left_on",), date(2020, 2, 3)),
        ({"contact_history": "YES"}, (), date(2020, 2, 3)),
        (
            {"arrived_on": date(2020, 1, 26), "contact_history": "YES"},
            ("arrived_on", "contact_history"),
            date(2020, 2, 9),
        ),
        ({"card": replace(CARD, phone="13900000000")}, ("phone",), date(2020, 2, 3)),
        ({"card": replace(CARD, name="刘阳")}, ("name",), date(2020, 2, 3)),
        ({"card": replace(CARD, address="4栋1单元101室")}, ("address",), date(2020, 2, 3)),
    ],
)
def test_what_differs_waits_and_the_later_last_day_holds(
    other: dict[str, Any], differs: tuple[str, ...], last_on: date, known: Registered, secretary: Viewer
) -> None:
    answer = told(secretary, **other)

    assert answer.differs == differs
    assert answer.outcome == (Outcome.DIFFERS if differs else Outcome.KNOWN_HERE)
    observation = open_observation()
    assert observation.last_on == last_on
    days = Duty.objects.filter(county=COUNTY, subject=observation.pk, outcome="").values_list(
        "slot_on", flat=True
    )
    assert max(days) == last_on
    assert [tuple(stood_in(telling=row)) for row in ToldAgain.objects.all()] == ([differs] if differs else [])
    assert Person.objects.count() == 1


def test_what_is_told_for_the_first_time_is_kept_with_a_trace(known: Registered, secretary: Viewer) -> None:
    told(secretary, contact_history="YES", seat="8A")
    arrival = Arrival.objects.get()
    assert (arrival.contact_history, arrival.seat) == ("YES", "8A")
    assert Correction.objects.get().reason == "TOLD_AGAIN"


def test_a_phone_told_for_the_first_time_is_kept(secretary: Viewer) -> None:
    told(secretary, card=replace(CARD, phone=""))
    assert told(secretary).outcome == Outcome.KNOWN_HERE
    assert unseal(Person.objects.get().phone_sealed) == "13812345678"


def test_the_same_difference_is_asked_about_once(known: Registered, secretary: Viewer) -> None:
    for _ in range(2):
        told(secretary, origin="湖北省武汉市")
    decide_again(telling=waiting(), verdict=Verdict.KEPT, reason="问过本人", by=secretary, now=MORNING)
    assert told(secretary, origin="湖北省武汉市").outcome == Outcome.DIFFERS
    assert ToldAgain.objects.count() == 1


@pytest.mark.parametrize(
    ("door", "reading", "alerts"),
    [("RESIDENT", 365, 0), ("RESIDENT", 381, 1), ("ROSTER", 365, 0), ("ROSTER", 381, 1)],
)
def test_a_fever_told_again_alerts(
    door: str, reading: int, alerts: int, known: Registered, secretary: Viewer
) -> None:
    for _ in range(2):
        told(secretary, temperature_tenths=reading, known_by=door)
    assert Alert.objects.count() == alerts
    # The same reading of the same day is told once; of a roster only one that asks somebody to look.
    assert Check.objects.filter(county=COUNTY).count() == (0 if (door, reading) == ("ROSTER", 365) else 1)


def test_two_rows_of_one_batch_are_held_against_each_other(secretary: Viewer) -> None:
    rows = [
        FIRST,
        replace(FIRST, arrived_on=date(2020, 1, 26), contact_history="YES", temperature_tenths=380),
    ]
    first, second = register_arrivals(community=COMMUNITY, arrivals=rows, by=secretary, now=MORNING)
    assert (first.outcome, second.outcome) == (Outcome.NEW, Outcome.DIFFERS)
    assert open_observation().last_on == date(2020, 2, 9)
    assert Alert.objects.count() == 1


def test_what_stood_is_right_and_the_later_day_goes(known: Registered, secretary: Viewer) -> None:
    told(secretary, arrived_on=date(2020, 1, 26))
    assert open_observation().last_on == date(2020, 2, 9)
    decide_again(telling=waiting(), verdict=Verdict.KEPT, reason="车票是 20 日", by=secretary, now=MORNING)
    observation = open_observation()
    assert (observation.last_on, observation.arrival.arrived_on) == (date(2020, 2, 3), date(2020, 1, 20))
    open_days = Duty.objects.filter(county=COUNTY, subject=observation.pk, outcome="")
    assert max(open_days.values_list("slot_on", flat=True)) == date(2020, 2, 3)


def test_what_was_told_is_right_and_both_values_stay(known: Registered, secretary: Viewer) -> None:
    told(secretary, arrived_on=date(2020, 1, 18), origin="武汉", card=replace(CARD, phone="13900000000"))
    decide_again(telling=waiting(), verdict=Verdict.TAKEN, reason="问过本人", by=secretary, now=MORNING)
    observation = open_observation()
    assert (observation.last_on, observation.category) == (date(2020, 2, 1), "EPIDEMIC_AREA")
    assert (observation.arrival.arrived_on, observation.arrival.origin_class) == (date(2020, 1, 18), "WUHAN")
    assert unseal(Person.objects.get().phone_sealed) == "13900000000"
    before = {name for row in Correction.objects.all() for name in facts_in(sealed=row.before_sealed)}
    assert before == {"arrived_on", "origin", "origin_class", "phone"}


def test_another_journey_is_an_arrival_of_its_own_and_counts_where_it_ends_later(
    known: Registered, secretary: Viewer
) -> None:
    told(secretary, arrived_on=date(2020, 1, 26), origin="湖北省武汉市")
    decide_again(telling=waiting(), verdict=Verdict.JOURNEY, reason="又去过一次", by=secretary, now=MORNING)
    observation = open_observation()
    assert (observation.last_on, observation.arrival.arrived_on) == (date(2020, 2, 9), date(2020, 1, 26))
    assert sorted(Arrival.objects.values_list("arrived_on", flat=True)) == [
        date(2020, 1, 20),
        date(2020, 1, 26),
    ]
    assert Observation.objects.count() == 1


def test_another_phone_is_no_journey_and_a_decision_is_taken_once(
    known: Registered, secretary: Viewer
) -> None:
    told(secretary, card=replace(CARD, phone="13900000000"))
    telling = waiting()
    with pytest.raises(NoJourneyTold):
        decide_again(telling=telling, verdict=Verdict.JOURNEY, reason="又去过", by=secretary, now=MORNING)
    decide_again(telling=telling, verdict=Verdict.KEPT, reason="旧号", by=secretary, now=MORNING)
    with pytest.raises(DecidedAlready):
        decide_again(telling=telling, verdict=Verdict.TAKEN, reason="新号", by=secretary, now=MORNING)


def test_somebody_released_who_is_told_of_with_a_later_contact_is_observed_again(
    known: Registered, secretary: Viewer, doctor: Viewer
) -> None:
    later = MORNING + timedelta(days=8)
    observation = open_observation()
    Duty.objects.filter(county=COUNTY).delete()
    release(observation=observation, by=doctor, now=later)
    contact = replace(FIRST, exposed_on=day_of(later))
    answer = register_arrivals(community=COMMUNITY, arrivals=[contact], by=secretary, now=later)[0]
    assert answer.outcome == Outcome.DIFFERS
    again = open_observation()
    assert (again.pk != observation.pk, again.last_on) == (True, day_of(later) + timedelta(days=14))
    decide_again(telling=waiting(), verdict=Verdict.KEPT, reason="不是他", by=secretary, now=later)
    assert open_observation().last_on == date(2020, 2, 3)


def test_of_whom_may_not_be_seen_a_claim_moves_the_last_day_only_once_decided(
    known: Registered, secretary: Viewer, make_viewer: MakeViewer
) -> None:
    Person.objects.update(area=OTHER_GRID)
    stranger = make_viewer(role=Role.GRID_WORKER, area=GRID)
    last_on = open_observation().last_on
    told(stranger, exposed_on=date(2020, 1, 26))
    told(stranger, exposed_on=date(2020, 1, 26))
    assert open_observation().last_on == last_on
    assert open_observation().arrival.exposed_on is None
    waits = waiting()
    told(secretary, exposed_on=date(2020, 1, 25))  # whoever sees the person is believed at once
    assert open_observation().last_on == date(2020, 2, 8)
    decide_again(telling=waits, verdict=Verdict.TAKEN, reason="本人说", by=secretary, now=MORNING)
    assert open_observation().last_on == date(2020, 2, 9)


def test_a_claim_of_somebody_released_observes_them_again_once_it_is_confirmed(
    known: Registered, secretary: Viewer, make_viewer: MakeViewer
) -> None:
    Person.objects.update(area=OTHER_GRID)
    Observation.objects.update(state=State.RELEASED, closed_at=MORNING)
    told(make_viewer(role=Role.GRID_WORKER, area=GRID), exposed_on=date(2020, 1, 27))
    assert not Observation.objects.filter(state=State.OBSERVING).exists()
    decide_again(telling=waiting(), verdict=Verdict.TAKEN, reason="本人说", by=secretary, now=MORNING)
    assert open_observation().last_on == date(2020, 2, 10)
