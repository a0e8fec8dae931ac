"""Rules of observation, as tables at their edges."""

from datetime import date, time

import pytest

from linli.observation import rules
from linli.observation.rules import Cause
from linli.protocols.rules import ProtocolRules, Session, last_day, session_at

P2020_01 = ProtocolRules(
    code="P2020-01",
    length_days=14,
    counts_anchor_day=False,
    sessions=(Session("AM", time(6), time(11)), Session("PM", time(12), time(18))),
    fever_tenths=373,
    lowest_tenths=340,
    highest_tenths=420,
    remeasure_below_tenths=355,
    symptoms=("FEVER", "COUGH"),
)
COUNTING = ProtocolRules(**{**vars(P2020_01), "counts_anchor_day": True})


@pytest.mark.parametrize(
    ("tenths", "symptoms", "cause"),
    [
        (372, (), None),
        (373, (), Cause.FEVER),
        (420, (), Cause.FEVER),
        (340, (), None),
        (None, (), None),
        (365, ("COUGH",), Cause.SYMPTOM),
        (None, ("COUGH",), Cause.SYMPTOM),
        (381, ("COUGH",), Cause.FEVER),
        (365, ("ITCH",), None),
    ],
)
def test_fever_begins_at_37_3_and_a_listed_symptom_alerts(
    tenths: int | None, symptoms: tuple[str, ...], cause: Cause | None
) -> None:
    assert rules.cause_of(protocol=P2020_01, temperature_tenths=tenths, symptoms=symptoms) is cause


@pytest.mark.parametrize("tenths", [0, 339, 421, 999])
def test_what_no_body_has_is_refused(tenths: int) -> None:
    with pytest.raises(rules.UnbelievableTemperature):
        rules.cause_of(protocol=P2020_01, temperature_tenths=tenths, symptoms=())


@pytest.mark.parametrize(("tenths", "again"), [(354, True), (355, False), (340, True)])
def test_below_35_5_is_measured_again(tenths: int, *, again: bool) -> None:
    assert rules.must_remeasure(protocol=P2020_01, temperature_tenths=tenths) is again


@pytest.mark.parametrize(("protocol", "last"), [(P2020_01, date(2020, 2, 8)), (COUNTING, date(2020, 2, 7))])
def test_the_anchor_day_is_day_0_unless_the_protocol_counts_it(protocol: ProtocolRules, last: date) -> None:
    assert last_day(protocol=protocol, anchor_on=date(2020, 1, 25)) == last


@pytest.mark.parametrize(
    ("clock", "session"),
    [(time(0, 0), "AM"), (time(6, 0), "AM"), (time(11, 59), "AM"), (time(12, 0), "PM"), (time(23, 59), "PM")],
)
def test_a_clock_time_falls_in_the_session_that_opened_last(clock: time, session: str) -> None:
    assert session_at(sessions=P2020_01.sessions, clock=clock).code == session


@pytest.mark.parametrize(
    ("origin_class", "category"),
    [
        ("WUHAN", "EPIDEMIC_AREA"),
        ("HUBEI", "EPIDEMIC_AREA"),
        ("ELSEWHERE", "ELSEWHERE"),
        ("ABROAD", "ELSEWHERE"),
        ("LOCAL", "LOCAL"),
        ("UNKNOWN", "UNKNOWN"),
        ("HOUSEHOLD", "UNKNOWN"),
    ],
)
def test_hubei_is_the_epidemic_area(origin_class: str, category: str) -> None:
    assert rules.category_of(origin_class=origin_class) == category


@pytest.mark.parametrize(("today", "over"), [(date(2020, 2, 8), False), (date(2020, 2, 9), True)])
def test_release_is_possible_from_the_day_after_the_last(today: date, *, over: bool) -> None:
    assert rules.is_over(last_on=date(2020, 2, 8), today=today) is over
