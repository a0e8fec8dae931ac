"""A reading is struck, and what it answered, alerted and referred follows; put back, it is as it was."""

from datetime import datetime, time

import pytest

from linli.audit.models import AuditEvent
from linli.census.queries.counts import counted
from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation import commands
from linli.observation.commands import (
    NewCheck,
    put_back_check,
    record_check,
    review_alert,
    strike_and_record,
    strike_check,
)
from linli.observation.commands.strikes import CLOSED_BY_STRIKE
from linli.observation.models import Alert, Check, CheckStrike, Observation
from linli.observation.rules import Cause, Channel, CheckOutcome, UnbelievableTemperature
from linli.observation.rules import State as Ended
from linli.referrals.commands import take_step
from linli.referrals.indicators import REGISTER as REFERRALS
from linli.referrals.models import Referral, ReferralStep
from linli.referrals.rules import CLOSED, State
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, MakeObservation

TYPED_WRONG = "36.3 误填成 37.3"


def at(hour: int, minute: int = 0) -> datetime:
    return moment(FIRST_DAY, time(hour, minute))


def reading(
    observation: Observation,
    by: Viewer,
    tenths: int | None,
    *,
    when: datetime = MORNING,
    channel: Channel = Channel.VISIT,
    outcome: CheckOutcome = CheckOutcome.DONE,
) -> Check:
    new = NewCheck(new_id(), observation, outcome, channel, when, temperature_tenths=tenths)
    check = record_check(new=new, by=by, now=when).check
    assert check is not None
    return check


def figures() -> dict[str, int]:
    from_, until = at(0), at(23)
    referrals = REFERRALS.count(community=COMMUNITY, from_=from_, until=until)
    return {
        **counted(community=COMMUNITY, from_=from_, until=until),
        "referrals": referrals["referrals"] or 0,
    }


def morning_duty(observation: Observation) -> Duty:
    return Duty.objects.filter(county=COUNTY, subject=observation.pk).order_by("due_at")[0]


def open_referrals(observation: Observation) -> list[Referral]:
    return list(Referral.objects.filter(subject=observation.pk).exclude(state__in=CLOSED))


def test_37_3_typed_for_36_3_is_one_act_of_its_author(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    wrong = reading(observation, worker, 373)
    assert (figures()["alerts"], figures()["referrals"], len(open_referrals(observation))) == (1, 1, 1)

    right = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=363)
    strike_and_record(check=wrong, reason=TYPED_WRONG, new=right, by=worker, now=at(8, 5))

    assert not Alert.objects.filter(reviewed_at=None).exists()
    assert open_referrals(observation) == []
    duty = morning_duty(observation)
    assert (duty.outcome, duty.fact_id) == ("DONE", right.id)
    told = figures()
    assert (told["alerts"], told["referrals"], told["persons_seen"], told["checks_done"]) == (0, 0, 1, 1)
    assert Check.objects.filter(county=COUNTY).count() == 2
    (strike,) = CheckStrike.objects.filter(county=COUNTY)
    assert (strike.check_id, strike.reason, strike.by) == (wrong.id, TYPED_WRONG, worker.user_id)
    (alert,) = Alert.objects.all()
    assert alert.review_reason == f"{CLOSED_BY_STRIKE}{TYPED_WRONG}"
    assert list(ReferralStep.objects.order_by("at").values_list("to", flat=True)) == ["RAISED", "STRUCK"]
    actions = AuditEvent.objects.filter(county=COUNTY).values_list("action", flat=True)
    assert {"check.struck", "referral.struck"} <= set(actions)


def test_a_struck_reading_leaves_its_duty_open_and_nobody_seen(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    check = reading(observation, worker, 365)
    strike_check(check=check, reason="记错了人", by=worker, now=at(9))
    duty = morning_duty(observation)
    assert (duty.outcome, duty.done_at, duty.fact_id) == ("", None, None)
    assert (figures()["persons_seen"], figures()["checks_done"], figures()["checks_due"]) == (0, 0, 2)


def test_another_reading_of_the_slot_answers_as_of_when_it_came(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    first = reading(observation, worker, 365)
    second = reading(observation, worker, 366, when=at(9))
    strike_check(check=first, reason="记错了人", by=worker, now=at(10))
    duty = morning_duty(observation)
    assert (duty.outcome, duty.fact_id, duty.done_at) == ("DONE", second.id, at(9))


def test_a_visit_in_vain_answers_again_where_the_reading_is_struck(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    reading(observation, worker, None, outcome=CheckOutcome.NOBODY_HOME)
    seen = reading(observation, worker, 366, when=at(9))
    strike_check(check=seen, reason="记错了人", by=worker, now=at(10))
    assert morning_duty(observation).outcome == "NOBODY_HOME"


def test_after_the_end_a_slot_ahead_is_not_needed_rather_than_open(
    make_observation: MakeObservation, worker: Viewer, secretary: Viewer
) -> None:
    observation = make_observation()
    check = reading(observation, worker, 365, when=at(8, 30))
    commands.end_with_reason(
        observation=observation,
        state=Ended.STRUCK_OFF,
        reason="登记有误",
        by=secretary,
        now=at(9),
    )
    strike_check(check=check, reason="记错了人", by=worker, now=at(10))
    assert morning_duty(observation).outcome == "NOT_NEEDED"


def test_another_fever_holds_the_referral(make_observation: MakeObservation, worker: Viewer) -> None:
    observation = make_observation()
    first = reading(observation, worker, 373)
    second = reading(observation, worker, 381, when=at(9))
    strike_check(check=first, reason=TYPED_WRONG, by=worker, now=at(10))
    (referral,) = open_referrals(observation)
    assert (referral.state, referral.cause) == (State.RAISED, second.id)
    assert list(Alert.objects.filter(reviewed_at=None).values_list("check_id", flat=True)) == [second.id]
    strike_check(check=second, reason=TYPED_WRONG, by=worker, now=at(11))
    assert open_referrals(observation) == []


def test_a_referral_that_a_doctor_took_over_stays_and_the_doctor_is_told(
    make_observation: MakeObservation, worker: Viewer, doctor: Viewer
) -> None:
    observation = make_observation()
    check = reading(observation, worker, 373)
    review_alert(alert=Alert.objects.get(), reason="发热，送医", by=doctor, now=at(8, 30))
    take_step(referral=open_referrals(observation)[0], to=State.ACCEPTED, by=doctor, now=at(8, 40))
    with pytest.raises(commands.ActedOn):
        strike_check(check=check, reason=TYPED_WRONG, by=worker, now=at(9))
    strike_check(check=check, reason=TYPED_WRONG, by=doctor, now=at(9))

    assert [one.state for one in open_referrals(observation)] == [State.ACCEPTED]
    waiting = Alert.objects.get(reviewed_at=None)
    assert waiting.cause == Cause.STRUCK
    assert Alert.objects.get(check_id=check.id).review_reason == "发热，送医"
    assert figures()["alerts"] == 0

    put_back_check(check=check, reason="没有记错", by=doctor, now=at(10))
    assert not Alert.objects.filter(reviewed_at=None).exists()
    assert figures()["alerts"] == 1


def test_what_a_doctor_struck_only_a_doctor_puts_back(
    make_observation: MakeObservation, worker: Viewer, doctor: Viewer
) -> None:
    check = reading(make_observation(), worker, 373)
    strike_check(check=check, reason=TYPED_WRONG, by=doctor, now=at(9))
    with pytest.raises(commands.StruckByDoctor):
        put_back_check(check=check, reason="没有记错", by=worker, now=at(10))
    put_back_check(check=check, reason="没有记错", by=doctor, now=at(10))
    strike_check(check=check, reason=TYPED_WRONG, by=worker, now=at(11))
    put_back_check(check=check, reason="没有记错", by=worker, now=at(12))


def test_a_contradiction_ends_with_either_of_the_two(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    reading(observation, worker, 362, channel=Channel.SELF)
    visit = reading(observation, worker, 372, when=at(9))
    assert Alert.objects.get().cause == Cause.DISAGREES
    strike_check(check=visit, reason=TYPED_WRONG, by=worker, now=at(10))
    assert not Alert.objects.filter(reviewed_at=None).exists()
    assert figures()["alerts"] == 0
    put_back_check(check=visit, reason="没有记错", by=worker, now=at(11))
    assert Alert.objects.get(reviewed_at=None).cause == Cause.DISAGREES


def test_put_back_it_alerts_refers_and_answers_again(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    check = reading(observation, worker, 381)
    before = figures()
    strike_check(check=check, reason="记错了人", by=worker, now=at(9))
    put_back_check(check=check, reason="没有记错", by=worker, now=at(10))
    assert figures() == before
    assert Alert.objects.get().reviewed_at is None
    assert [one.cause for one in open_referrals(observation)] == [check.id]
    assert morning_duty(observation).fact_id == check.id
    strike = CheckStrike.objects.get(county=COUNTY)
    assert (strike.lifted_at, strike.lifted_reason) == (at(10), "没有记错")
    strike_check(check=check, reason="还是记错了", by=worker, now=at(11))
    assert figures()["alerts"] == 0
    assert open_referrals(observation) == []


def test_struck_once_put_back_once_and_never_without_a_reason(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    check = reading(make_observation(), worker, 365)
    with pytest.raises(commands.StrikeNeedsReason):
        strike_check(check=check, reason=" ", by=worker, now=at(9))
    with pytest.raises(commands.CheckNotStruck):
        put_back_check(check=check, reason="恢复", by=worker, now=at(9))
    strike_check(check=check, reason="记错了人", by=worker, now=at(9))
    with pytest.raises(commands.CheckStruckAlready):
        strike_check(check=check, reason="记错了人", by=worker, now=at(9))
    with pytest.raises(commands.StrikeNeedsReason):
        put_back_check(check=check, reason="", by=worker, now=at(9))
    assert CheckStrike.objects.filter(county=COUNTY).count() == 1


def test_the_new_reading_refused_leaves_the_old_one_standing(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    check = reading(observation, worker, 373)
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=480)
    with pytest.raises(UnbelievableTemperature):
        strike_and_record(check=check, reason=TYPED_WRONG, new=new, by=worker, now=at(9))
    assert not CheckStrike.objects.filter(county=COUNTY).exists()
    assert len(open_referrals(observation)) == 1


def test_a_phone_that_sends_a_struck_reading_again_changes_nothing(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381)
    check = record_check(new=new, by=worker, now=MORNING).check
    assert check is not None
    strike_check(check=check, reason="记错了人", by=worker, now=at(9))
    again = record_check(new=new, by=worker, now=at(10))
    assert again.known
    assert morning_duty(observation).outcome == ""
    assert not Alert.objects.filter(reviewed_at=None).exists()
