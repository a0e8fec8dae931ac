"""What is read, what is parked and why, and how days are measured."""

from dataclasses import replace
from datetime import date

import pytest

from linli.areas.rules import AreaCode
from linli.lab.replay.rules import places
from linli.lab.replay.rules.cases import Case, Kind, Plan, Reason, plan_or_reason, sort_cases
from linli.lab.replay.rules.dates import NoDay, read_day
from linli.lab.replay.rules.figures import Measure, measure
from linli.lab.replay.rules.places import origin_class_of, place_name, place_of

ARRIVED = Case(
    case_id="Hefei-01",
    arrived="20-Jan",
    symptom="23-Jan",
    initial="25-Jan",
    confirmed="28-Jan",
    end_wuhan="19-Jan",
)
LOCAL = replace(ARRIVED, arrived="NO", begin_wuhan="NO", end_wuhan="NO")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23-Jan", date(2020, 1, 23)),
        ("07-Jan", date(2020, 1, 7)),
        (" 3-feb ", date(2020, 2, 3)),
        ("29-Feb", date(2020, 2, 29)),
        ("31-Oct", date(2020, 10, 31)),
        ("1-Nov", date(2019, 11, 1)),
        ("24-Dec", date(2019, 12, 24)),
        ("23-Jan-2020", date(2020, 1, 23)),
        ("23-Jan-20", date(2020, 1, 23)),
        ("2020-01-23", date(2020, 1, 23)),
        ("", NoDay.MISSING),
        ("  ", NoDay.MISSING),
        ("?", NoDay.MISSING),
        ("NA", NoDay.MISSING),
        ("NO", NoDay.NO),
        ("no", NoDay.NO),
        ("? to 23-Jan", NoDay.UNREADABLE),
        ("23-Jan to ?", NoDay.UNREADABLE),
        ("? to ", NoDay.UNREADABLE),
        ("? to ? to 23-Jan", NoDay.UNREADABLE),
        ("21-Jan to 25-Jan", NoDay.UNREADABLE),
        ("22-Jan or 23-Jan", NoDay.UNREADABLE),
        ("21-Jan & 22-Jan", NoDay.UNREADABLE),
        ("22-Jan?", NoDay.UNREADABLE),
        ("?27-Jan", NoDay.UNREADABLE),
        ("290-Jan", NoDay.UNREADABLE),
        ("30-Feb", NoDay.UNREADABLE),
        ("0-Jan", NoDay.UNREADABLE),
        ("12-Foo", NoDay.UNREADABLE),
        ("Jan-23", NoDay.UNREADABLE),
        ("1/2/2020", NoDay.UNREADABLE),
        ("23-Jan-2002", NoDay.UNREADABLE),
        ("2020-11-01", NoDay.UNREADABLE),
        ("2019-10-31", NoDay.UNREADABLE),
        ("0000-00-00", NoDay.UNREADABLE),
        ("２３-Jan", NoDay.UNREADABLE),
    ],
)
def test_a_day_is_read_only_where_one_day_is_said(text: str, day: date | NoDay) -> None:
    assert read_day(text=text) == day


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (replace(ARRIVED, is_whole=False), Reason.ROW_MISALIGNED),
        (replace(ARRIVED, case_id=""), Reason.PLACE_UNKNOWN),
        (replace(ARRIVED, case_id="17"), Reason.PLACE_UNKNOWN),
        (replace(ARRIVED, case_id="-17"), Reason.PLACE_UNKNOWN),
        (replace(ARRIVED, arrived=""), Reason.ARRIVAL_MISSING),
        (replace(ARRIVED, arrived="?"), Reason.ARRIVAL_MISSING),
        (replace(LOCAL, arrived=""), Reason.ARRIVAL_MISSING),
        (replace(ARRIVED, arrived="? to 22-Jan"), Reason.ARRIVAL_UNREADABLE),
        (replace(ARRIVED, arrived="NO"), Reason.ARRIVAL_CONTRADICTS_STAY),
        (replace(LOCAL, begin_wuhan="? to 3-Jan"), Reason.ARRIVAL_CONTRADICTS_STAY),
        (replace(ARRIVED, end_wuhan="290-Jan"), Reason.DEPARTURE_UNREADABLE),
        (replace(ARRIVED, end_wuhan="? to 23-Jan"), Reason.DEPARTURE_UNREADABLE),
        (replace(ARRIVED, end_wuhan="21-Jan"), Reason.DEPARTURE_AFTER_ARRIVAL),
        (replace(LOCAL, initial=""), Reason.FIRST_VISIT_MISSING),
        (replace(LOCAL, initial="?"), Reason.FIRST_VISIT_MISSING),
        (replace(LOCAL, initial="NO"), Reason.NO_FIRST_VISIT),
        (replace(LOCAL, initial="11-Jan to 19-Jan"), Reason.FIRST_VISIT_UNREADABLE),
        (replace(LOCAL, initial="29-Jan"), Reason.REGISTERED_AFTER_CONFIRMATION),
        (replace(ARRIVED, arrived="29-Jan"), Reason.REGISTERED_AFTER_CONFIRMATION),
        (replace(ARRIVED, symptom=""), Reason.ONSET_MISSING),
        (replace(ARRIVED, symptom="?"), Reason.ONSET_MISSING),
        (replace(ARRIVED, symptom="? to 26-Jan"), Reason.ONSET_UNREADABLE),
        (replace(ARRIVED, symptom="30-Feb"), Reason.ONSET_UNREADABLE),
        (replace(ARRIVED, symptom="NO"), Reason.NO_ONSET),
        (replace(ARRIVED, arrived="?", symptom="?"), Reason.ARRIVAL_MISSING),
    ],
)
def test_a_case_without_a_day_that_it_needs_is_parked(case: Case, reason: Reason) -> None:
    assert plan_or_reason(case=case) == reason


def planned(case: Case) -> Plan:
    plan = plan_or_reason(case=case)
    assert isinstance(plan, Plan)
    return plan


def test_somebody_from_wuhan_is_registered_on_arrival() -> None:
    plan = planned(ARRIVED)
    assert (plan.kind, plan.register_on, plan.left_on) == (
        Kind.FROM_EPIDEMIC_AREA,
        date(2020, 1, 20),
        date(2020, 1, 19),
    )


def test_somebody_who_did_not_travel_is_registered_at_the_first_visit() -> None:
    plan = planned(LOCAL)
    assert (plan.kind, plan.register_on, plan.left_on) == (Kind.LOCAL, date(2020, 1, 25), None)


def test_somebody_from_elsewhere_is_registered_on_arrival() -> None:
    plan = planned(replace(ARRIVED, begin_wuhan="NO", end_wuhan="NO"))
    assert (plan.kind, plan.register_on, plan.left_on) == (Kind.FROM_ELSEWHERE, date(2020, 1, 20), None)


def test_somebody_confirmed_on_the_day_of_arrival_is_still_registered() -> None:
    assert planned(replace(ARRIVED, arrived="28-Jan")).register_on == date(2020, 1, 28)


def test_an_unknown_day_of_leaving_is_left_unknown() -> None:
    assert planned(replace(ARRIVED, end_wuhan="?")).left_on is None


@pytest.mark.parametrize("said", ["", "?", "NO", "290-Jan"])
def test_days_that_are_only_measured_against_never_park(said: str) -> None:
    plan = planned(replace(ARRIVED, initial=said, confirmed=said))
    assert (plan.first_visit_on, plan.confirmed_on) == (None, None)


def test_registered_and_parked_add_up_and_a_second_row_of_a_case_is_parked() -> None:
    done = sort_cases(cases=[ARRIVED, replace(ARRIVED, case_id=" hefei-01"), replace(LOCAL, case_id="x")])
    assert [plan.case_id for plan in done.plans] == ["Hefei-01"]
    assert done.parked == {Reason.CASE_ID_TWICE: 1, Reason.PLACE_UNKNOWN: 1}


@pytest.mark.parametrize(
    ("name", "residence", "code"),
    [
        ("Xinyang", "Luoshan", "411502001001"),
        ("Hefei", "Wuhan", "340103001001"),
        ("Shenzhen", "", "440303001001"),
        ("Shaanxi", "Hanzhong", "610702001001"),
        ("Shaanxi", "Wuhan, Ankang", "610902001003"),
        ("Shaanxi", "Xi'an", "610102001001"),
        ("Shaanxi", "Nanjing", "610102001001"),
        ("HongKong", "", "990200000001"),
        ("Hong Kong", "", "990200000001"),
        ("Atlantis", "", "980100000001"),
    ],
)
def test_a_place_has_its_community_or_a_stand_in(name: str, residence: str, code: str) -> None:
    place = place_of(name=name, residence=residence)
    assert place.code == AreaCode(code)
    assert place.is_stand_in is (code >= "98")
    assert place.is_stand_in is ("替代" in place.names[-1])


def test_a_city_of_shaanxi_that_nobody_told_is_said_to_be_untold() -> None:
    assert not places.city_is_told(name="Shaanxi", residence="Nanjing")
    assert places.city_is_told(name="Shaanxi", residence="Baoji")
    assert places.city_is_told(name="Hefei", residence="Nanjing")


@pytest.mark.parametrize(
    ("case_id", "name"),
    [
        ("Xinyang-07", "Xinyang"),
        ("Hong Kong - 4", "Hong Kong"),
        ("A-B-3", "A-B"),
        ("Hefei", ""),
        ("Hefei-", ""),
    ],
)
def test_a_case_id_names_its_place(case_id: str, name: str) -> None:
    assert place_name(case_id=case_id) == name


@pytest.mark.parametrize(
    ("begin", "end", "residence", "origin"),
    [
        ("", "22-Jan", "Hefei", "WUHAN"),
        ("?", "?", "Hefei", "WUHAN"),
        ("NO", "30-Jan", "Singaporean", "WUHAN"),
        ("", "", "Gushi in Wuhan", "WUHAN"),
        ("NO", "NO", "Luoshan in Hubei-Xiaogan", "HUBEI"),
        ("NO", "NO", "Tianmen", "HUBEI"),
        ("NO", "NO", "Wuhan", "ELSEWHERE"),
        ("NO", "NO", "Hefei", "ELSEWHERE"),
        ("", "", "Hefei", "UNKNOWN"),
    ],
)
def test_a_stay_says_where_somebody_comes_from(begin: str, end: str, residence: str, origin: str) -> None:
    assert origin_class_of(stays=(begin, end), residence=residence) == origin


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], Measure(None, None, 0)),
        ([4], Measure(4.0, 4, 1)),
        ([3, -1], Measure(1.0, 3, 2)),
        ([5, 1, 3], Measure(3.0, 5, 3)),
        (list(range(1, 11)), Measure(5.5, 9, 10)),
        (list(range(1, 12)), Measure(6.0, 10, 11)),
    ],
)
def test_median_is_the_middle_and_p90_the_nearest_rank(days: list[int], expected: Measure) -> None:
    assert measure(days=days) == expected
