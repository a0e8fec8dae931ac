"""Ends of observations: each once, each by its rule."""

from datetime import date, datetime, time, timedelta

import pytest

from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation import commands
from linli.observation.commands import (
    NewCheck,
    end_with_reason,
    explain_slots,
    move_to_community,
    record_check,
    release,
    review_alert,
)
from linli.observation.models import Alert, Observation
from linli.observation.queries.releases import slots_to_explain
from linli.observation.rules import Channel, CheckOutcome, State
from linli.people.models import Household
from linli.referrals.commands import take_step
from linli.referrals.models import Referral
from linli.referrals.rules import State as Step
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, FOREIGN, MORNING, SIBLING, MakeObservation

LAST_DAY = date(2020, 2, 9)


def fever(observation: Observation, by: Viewer) -> None:
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381)
    record_check(new=new, by=by, now=MORNING)


def explain_all(observation: Observation, by: Viewer, now: datetime) -> None:
    slots = [(duty.slot_on, duty.session) for duty in slots_to_explain(observation=observation, now=now)]
    explain_slots(observation=observation, slots=slots, reason="外出", by=by, now=now)


@pytest.mark.parametrize(("day", "released"), [(LAST_DAY, False), (LAST_DAY + timedelta(days=1), True)])
def test_release_from_the_day_after_the_last(
    make_observation: MakeObservation, doctor: Viewer, day: date, *, released: bool
) -> None:
    observation = make_observation()
    now = moment(day, time(0))
    explain_all(observation, doctor, now)
    if released:
        release(observation=observation, by=doctor, now=now)
        assert (observation.state, observation.closed_at) == ("RELEASED", now)
        return
    with pytest.raises(commands.PeriodNotOver):
        release(observation=observation, by=doctor, now=now)


def test_an_open_alert_keeps_somebody_from_release(make_observation: MakeObservation, doctor: Viewer) -> None:
    observation = make_observation()
    fever(observation, doctor)
    after = moment(LAST_DAY + timedelta(days=1), time(9))
    with pytest.raises(commands.AlertStillOpen):
        release(observation=observation, by=doctor, now=after)

    review_alert(alert=Alert.objects.get(), reason="已排除", by=doctor, now=after)
    with pytest.raises(commands.ReferralStillOpen):
        release(observation=observation, by=doctor, now=after)

    take_step(referral=Referral.objects.get(), to=Step.NOT_NEEDED, reason="复测正常", by=doctor, now=after)
    with pytest.raises(commands.SlotsUnanswered):
        release(observation=observation, by=doctor, now=after)

    explain_all(observation, doctor, after)
    with pytest.raises(commands.StillIll):  # nobody has seen the person well since
        release(observation=observation, by=doctor, now=after)

    well = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, after, temperature_tenths=365)
    record_check(new=well, by=doctor, now=after)
    release(observation=observation, by=doctor, now=after)
    assert observation.state == "RELEASED"


def test_a_review_says_why_and_stands(make_observation: MakeObservation, doctor: Viewer) -> None:
    fever(make_observation(), doctor)
    alert = Alert.objects.get()
    with pytest.raises(commands.ReviewNeedsReason):
        review_alert(alert=alert, reason="  ", by=doctor, now=MORNING)
    review_alert(alert=alert, reason="已排除", by=doctor, now=MORNING)
    with pytest.raises(commands.AlertReviewedAlready):
        review_alert(alert=alert, reason="另一个", by=doctor, now=MORNING)

    assert Alert.objects.get().review_reason == "已排除"


@pytest.mark.parametrize("state", [State.STRUCK_OFF, State.DIED])
def test_a_stated_end_takes_a_reason_and_waives_what_is_ahead(
    make_observation: MakeObservation, secretary: Viewer, state: State
) -> None:
    observation = make_observation()
    with pytest.raises(commands.EndNeedsReason):
        end_with_reason(observation=observation, state=state, reason=" ", by=secretary, now=MORNING)
    end_with_reason(observation=observation, state=state, reason="查实", by=secretary, now=MORNING)

    assert observation.state == state
    ahead = Duty.objects.filter(county=COUNTY, subject=observation.pk, due_at__gt=MORNING)
    assert set(ahead.values_list("outcome", flat=True)) == {"NOT_NEEDED"}
    with pytest.raises(commands.ObservationClosed):
        end_with_reason(observation=observation, state=State.DIED, reason="再一次", by=secretary, now=MORNING)


def test_release_is_no_end_that_one_may_simply_state(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    with pytest.raises(commands.EndNeedsReason):
        end_with_reason(
            observation=make_observation(), state=State.RELEASED, reason="提前", by=secretary, now=MORNING
        )


def test_a_move_closes_here_and_opens_the_rest_there(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    here = make_observation(address="1栋1单元101室")
    now = moment(FIRST_DAY + timedelta(days=3), time(13))

    there = move_to_community(
        observation=here, community=FOREIGN, address="7号楼2单元302", by=secretary, now=now
    )

    assert (here.state, here.closed_at) == ("MOVED_OUT", now)
    assert (there.community, there.county, there.opened_as) == (FOREIGN, "310101", "MOVED_IN")
    assert (there.last_on, there.protocol_id, there.anchor_on) == (
        here.last_on,
        here.protocol_id,
        here.anchor_on,
    )
    assert Household.objects.get(community=FOREIGN).address == "7号楼2单元302"
    first = Duty.objects.filter(county="310101", subject=there.pk).order_by("due_at").first()
    assert first is not None
    assert (first.slot_on, first.session) == (date(2020, 1, 30), "PM")


def test_nobody_moves_to_where_they_are_or_on_the_way_to_the_clinic(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    observation = make_observation()
    with pytest.raises(commands.AlreadyThere):
        move_to_community(observation=observation, community=COMMUNITY, address="", by=secretary, now=MORNING)
    fever(observation, secretary)
    assert Referral.objects.exists()
    with pytest.raises(commands.ReferralStillOpen):
        move_to_community(observation=observation, community=SIBLING, address="", by=secretary, now=MORNING)
