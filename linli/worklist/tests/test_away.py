"""Whoever is at a clinic is not gone to: no door of theirs is to be done now, whatever was read last."""

from datetime import time, timedelta

import pytest

from linli.cases.commands import take_referral_step
from linli.clock import moment
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.rules import Channel, CheckOutcome
from linli.referrals.models import Referral
from linli.referrals.rules import State
from linli.staff.rules import Viewer
from linli.worklist.queries.doors import Narrowing, walk
from linli.worklist.queries.reach import seen_by
from tests.cast import FIRST_DAY, MORNING, MakeObservation

NOON = moment(FIRST_DAY, time(12))
TOO_LOW_TENTHS = 340


@pytest.mark.django_db
def test_somebody_who_was_to_be_measured_again_is_left_out_while_at_a_clinic(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    row = make_observation()

    def read(tenths: int, at: timedelta) -> None:
        new = NewCheck(
            new_id(), row, CheckOutcome.DONE, Channel.VISIT, MORNING + at, temperature_tenths=tenths
        )
        record_check(new=new, by=doctor, now=MORNING + at)

    def to_be_done() -> int:
        reach = seen_by(viewer=doctor)
        return len(walk(reach=reach, asked=Narrowing(day=FIRST_DAY, now=NOON, shown="action")).stops)

    read(381, timedelta(0))
    read(TOO_LOW_TENTHS, timedelta(minutes=5))
    assert to_be_done() == 1
    referral = Referral.objects.get()
    for minute, to in enumerate((State.ACCEPTED, State.TRANSPORT, State.ARRIVED), start=10):
        now = MORNING + timedelta(minutes=minute)
        take_referral_step(
            referral=referral, to=to, by=doctor, now=now, transport="AMBULANCE", clinic="区医院"
        )
    assert to_be_done() == 0
