"""A version of the rules that changes while somebody is at a clinic."""

from dataclasses import replace
from datetime import date, time
from typing import Unpack

import pytest

from linli.cases.commands import take_referral_step
from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.commands import NewCheck, answer_asking, ask_for_shorter, record_check
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.protocols.models import Protocol
from linli.referrals.commands import Told
from linli.referrals.models import Referral
from linli.referrals.rules import State
from linli.staff.rules import Viewer
from tests.cast import COUNTY, MORNING, MakeObservation

NOON = moment(date(2020, 1, 30), time(12, 30))


def open_slots(observation: Observation) -> list[tuple[date, str]]:
    rows = Duty.objects.filter(county=COUNTY, subject=observation.pk, outcome="")
    slots = sorted(rows.values_list("slot_on", "session"))
    return [slot for slot in slots if slot >= (date(2020, 1, 30), "PM")]


@pytest.mark.usefixtures("every_edition")
def test_somebody_moved_while_at_the_clinic_comes_home_to_the_new_version(
    doctor: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()
    fever = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381)
    record_check(new=fever, by=doctor, now=MORNING)

    def step(to: State, **told: Unpack[Told]) -> None:
        take_referral_step(referral=Referral.objects.get(), to=to, by=doctor, now=NOON, **told)

    step(State.ACCEPTED)
    step(State.TRANSPORT, transport="AMBULANCE")
    step(State.ARRIVED, clinic="区医院发热门诊")
    asking = ask_for_shorter(
        observation=observation,
        protocol=Protocol.objects.get(pk="P2022-12"),
        ground="专家组意见",
        by=replace(doctor, user_id=new_id()),
        now=NOON,
    )
    answer_asking(asking=asking, is_granted=True, words="专家组意见", by=doctor, now=NOON)
    assert open_slots(observation) == []
    step(State.RESULT, result="EXCLUDED")
    step(State.RETURNED)

    assert open_slots(observation) == [
        (date(2020, 1, 30), "PM"),
        (date(2020, 1, 31), "AM"),
        (date(2020, 1, 31), "PM"),
    ]
