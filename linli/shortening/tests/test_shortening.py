"""A shorter version takes two persons, and never makes whoever was observed one that was over before."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.commands import ShorteningNeedsTwo, move_to_protocol
from linli.observation.models import Observation, ObservationDecision
from linli.observation.queries.releases import missing_for_release
from linli.protocols.models import Protocol
from linli.shortening.commands import (
    GroundTooShort,
    NotAsked,
    SamePerson,
    ShorterAskedAlready,
    answer_asking,
    ask_for_shorter,
    withdraw_asking,
)
from linli.shortening.queries import ANSWERS, ASKS, askings_in, askings_to_answer
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MakeObservation, MakeViewer

pytestmark = pytest.mark.usefixtures("every_edition")

NOON = moment(FIRST_DAY + timedelta(days=3), time(12, 30))
GROUND = "专家组二号意见"


def short() -> Protocol:
    return Protocol.objects.get(pk="P2022-12")


def ask(observation: Observation, by: Viewer, ground: str = GROUND) -> ObservationDecision:
    return ask_for_shorter(observation=observation, protocol=short(), ground=ground, by=by, now=NOON)


def answer(asking: ObservationDecision, by: Viewer, *, yes: bool = True) -> ObservationDecision:
    return answer_asking(asking=asking, is_granted=yes, words="同意", by=by, now=NOON)


def test_one_asks_with_a_ground_and_another_decides(
    make_observation: MakeObservation, secretary: Viewer, doctor: Viewer
) -> None:
    observation = make_observation()
    with pytest.raises(ShorteningNeedsTwo):
        move_to_protocol(observation=observation, protocol=short(), reason=GROUND, by=doctor, now=NOON)
    with pytest.raises(GroundTooShort):
        ask(observation, secretary, "短")
    asking = ask(observation, secretary)
    with pytest.raises(ShorterAskedAlready):
        ask(observation, doctor)
    assert list(askings_to_answer(viewer=doctor)) == [asking]
    assert not askings_to_answer(viewer=secretary)
    with pytest.raises(SamePerson):
        answer(asking, replace(doctor, user_id=secretary.user_id))
    with pytest.raises(PermissionError):
        answer(asking, replace(secretary, user_id=new_id()))
    observation.refresh_from_db()
    assert observation.last_on == date(2020, 2, 9)

    answer(asking, doctor)
    observation.refresh_from_db()
    assert (observation.protocol_id, observation.last_on) == ("P2022-12", date(2020, 1, 31))
    with pytest.raises(NotAsked):
        answer(asking, doctor, yes=False)


def test_where_the_doctor_asks_the_county_decides(
    make_observation: MakeObservation, doctor: Viewer, make_viewer: MakeViewer
) -> None:
    observation = make_observation()
    asking = ask(observation, doctor)
    assert not askings_to_answer(viewer=doctor)
    with pytest.raises(SamePerson):
        answer(asking, doctor)
    county = make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)
    assert list(askings_to_answer(viewer=county)) == [asking]
    answer(asking, county, yes=False)
    observation.refresh_from_db()
    assert observation.last_on == date(2020, 2, 9)
    assert not askings_in(viewer=doctor, actions=(*ASKS, *ANSWERS))


def test_a_request_may_be_withdrawn_and_made_again(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    observation = make_observation()
    asking = ask(observation, secretary)
    withdraw_asking(asking=asking, reason="人弄错了", by=secretary, now=NOON)
    with pytest.raises(NotAsked):
        answer(asking, doctor)
    later = NOON + timedelta(minutes=1)
    again = ask_for_shorter(observation=observation, protocol=short(), ground=GROUND, by=secretary, now=later)
    assert list(askings_to_answer(viewer=doctor)) == [again]


def test_a_version_under_which_the_period_has_passed_ends_on_the_first_day_here_and_is_a_release(
    make_observation: MakeObservation, secretary: Viewer, doctor: Viewer
) -> None:
    observation = make_observation(arrived_on=FIRST_DAY - timedelta(days=9))
    answer(ask(observation, secretary), doctor)
    observation.refresh_from_db()
    assert observation.last_on == observation.began_on
    missing = missing_for_release(observations=[observation], now=NOON)[0]
    assert (missing.over_before, missing.period) == (False, False)
    assert not Duty.objects.filter(county=COUNTY, subject=observation.pk, due_at__gt=NOON, outcome="")
