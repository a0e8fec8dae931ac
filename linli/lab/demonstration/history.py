"""Ten days of history, made by the product's own commands with a clock of its own."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from linli.areas.queries import grids_of
from linli.areas.rules import AreaCode
from linli.cases.commands import take_referral_step
from linli.clock import SHANGHAI, day_of, moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.lab.demonstration.accounts import CLINIC, FIRST, SECOND, THIRD, TOWNSHIP
from linli.observation.commands import (
    NewCheck,
    confirm_over_before,
    explain_slots,
    record_checks,
    release,
    review_alert,
)
from linli.observation.models import Alert, Observation
from linli.observation.queries.releases import slots_to_explain
from linli.observation.rules import Channel, CheckOutcome, State, is_over_before
from linli.people.commands import NewCall, log_call
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.referrals.models import Clinic, Referral
from linli.referrals.queries import open_referrals_of
from linli.referrals.rules import CLOSED, Result, Transport
from linli.referrals.rules import State as Step
from linli.reports.commands import receive_report, seal_report
from linli.staff.rules import Viewer
from linli.tracing.commands import NewLead, assign_lead, hand_on, receive_leads
from linli.tracing.rules import Source

Staff = dict[str, Viewer]
WORKERS: Final = {FIRST: "worker", SECOND: "secretary2"}
DOCTORS: Final = {FIRST: "doctor", SECOND: "doctor2"}
SECRETARIES: Final = {FIRST: "secretary", SECOND: "secretary2", THIRD: "secretary3"}
NORMAL: Final = (361, 362, 363, 364, 364, 365, 365, 366, 366, 367, 368, 369)
CHECK_HOURS: Final = {"AM": time(9, 10), "PM": time(14, 20)}
FEVER_SHARE: Final = 0.004
VISIT_SHARE: Final = 0.6
ONE_DAY: Final = timedelta(days=1)
LATE_DAY: Final = 3  # days ago on which the third community reported late
MISSED_DAY: Final = 5  # days ago on which it did not report at all


def live_day(*, day: date, today: date, now: datetime, rng: Random, staff: Staff) -> None:
    """Let a day happen in the demonstration's communities; today only up to now."""
    for session, hour in CHECK_HOURS.items():
        at = moment(day, hour)
        if at > now:
            return
        for community in WORKERS:
            _round(community, day, session, at, rng, staff, left_open=0.35 if day == today else 0.03)
        for community in DOCTORS:
            _care(community, at + timedelta(minutes=25), today, staff)
    if day < today:
        _report(day, today, staff)
    if day == today - 2 * ONE_DAY:
        _leads(day, staff)
        _call(moment(day, time(18, 40)), staff)


def _round(
    community: AreaCode, day: date, session: str, at: datetime, rng: Random, staff: Staff, *, left_open: float
) -> None:
    due = Duty.objects.filter(
        county=community.county,
        kind="CHECK",
        slot_on=day,
        session=session,
        outcome="",
        area__startswith=community,
    )
    observations = Observation.objects.select_related("person").in_bulk([duty.subject for duty in due])
    silent = {
        subject
        for subject, outcome in Duty.objects.filter(
            county=community.county,
            kind="CHECK",
            subject__in=list(observations),
            due_at__lt=at,
            slot_on__gte=day - ONE_DAY,
        )
        .order_by("due_at")
        .values_list("subject", "outcome")
        if not outcome
    }
    new = []
    for observation in sorted(observations.values(), key=lambda o: o.pk):
        chance = rng.random()
        missed = observation.pk in silent  # then a call is not enough
        if chance < left_open:
            continue
        if chance < left_open + 0.03:
            outcome, tenths = CheckOutcome.NOBODY_HOME, None
        else:
            fever = rng.random() < FEVER_SHARE
            outcome, tenths = CheckOutcome.DONE, 379 if fever else rng.choice(NORMAL)
        new.append(
            NewCheck(
                id=new_id(),
                observation=observation,
                outcome=outcome,
                channel=Channel.VISIT if rng.random() < VISIT_SHARE or missed else Channel.PHONE,
                claimed_at=at + timedelta(seconds=rng.randint(0, 900)),
                temperature_tenths=tenths,
            )
        )
    if new:
        by = staff[WORKERS[community]]
        record_checks(county=community.county, new=new, by=by, now=at + timedelta(minutes=20))


def _care(community: AreaCode, at: datetime, today: date, staff: Staff) -> None:
    """Let the doctor see to yesterday's alerts and referrals, and release whose period is over."""
    doctor = staff[DOCTORS[community]]
    for alert in Alert.objects.filter(
        community=community, reviewed_at=None, raised_at__lt=at - timedelta(hours=20)
    ):
        review_alert(alert=alert, reason="已复测，按流程送发热门诊。", by=doctor, now=at)
    for referral in Referral.objects.filter(community=community).exclude(state__in=CLOSED):
        if referral.raised_at < at - timedelta(hours=20):
            _bring_home(referral, doctor, at)
    over = Observation.objects.filter(community=community, state=State.OBSERVING, last_on__lt=day_of(at))
    if day_of(at) < today:
        away = open_referrals_of(subjects=over.values_list("pk", flat=True))
        for observation in over.exclude(alerts__reviewed_at=None, alerts__isnull=False).exclude(pk__in=away):
            if is_over_before(last_on=observation.last_on, began_on=observation.began_on):
                confirm_over_before(observation=observation, by=staff[SECRETARIES[community]], now=at)
                continue
            _explain(observation, doctor, at)
            release(observation=observation, by=doctor, now=at)


def _explain(observation: Observation, by: Viewer, at: datetime) -> None:
    slots = [(duty.slot_on, duty.session) for duty in slots_to_explain(observation=observation, now=at)]
    if slots:
        explain_slots(
            observation=observation, slots=slots, reason="当时外出采买，已电话确认体温正常。", by=by, now=at
        )


def _bring_home(referral: Referral, doctor: Viewer, at: datetime) -> None:
    minutes = iter(range(1, 10))

    def step(to: Step, *, transport: str = "", clinic: str = "", result: str = "") -> None:
        now = at + timedelta(minutes=next(minutes))
        take_referral_step(
            referral=referral, to=to, by=doctor, now=now, transport=transport, clinic=clinic, result=result
        )

    if referral.state == Step.RAISED:
        step(Step.ACCEPTED)
    if referral.state == Step.ACCEPTED:
        step(Step.TRANSPORT, transport=Transport.AMBULANCE)
    if referral.state == Step.TRANSPORT:
        step(Step.ARRIVED, clinic="区医院发热门诊")
    if referral.state == Step.ARRIVED:
        step(Step.RESULT, result=Result.EXCLUDED)
    if referral.state == Step.RESULT:
        step(Step.RETURNED)


def send_one_off(*, now: datetime, staff: Staff) -> None:
    """Find a fever at a door this minute, and leave the person on the way to the clinic of the list."""
    away = Referral.objects.filter(community=FIRST).exclude(state__in=CLOSED).values("subject")
    doctor = staff[DOCTORS[FIRST]]
    home = Observation.objects.filter(community=FIRST, state=State.OBSERVING).exclude(pk__in=away)
    observation = home.select_related("person").order_by("last_on", "pk").last()
    if observation is None:
        return
    fever = NewCheck(
        new_id(), observation, CheckOutcome.DONE, Channel.VISIT, claimed_at=now, temperature_tenths=382
    )
    record_checks(county=FIRST.county, new=[fever], by=doctor, now=now)
    waiting = Referral.objects.get(subject=observation.pk, state=Step.RAISED)
    take_referral_step(referral=waiting, to=Step.ACCEPTED, by=doctor, now=now)
    take_referral_step(
        referral=waiting,
        to=Step.TRANSPORT,
        by=doctor,
        now=now,
        transport=Transport.DEDICATED,
        escort="孙明医",
        vehicle="皖A·D2020",
        protection=["PROTECTIVE_MASK", "GLOVES", "GOWN"],
        sent_to=Clinic.objects.get(county=FIRST.county, name=CLINIC),
    )


def _report(day: date, today: date, staff: Staff) -> None:
    ago = (today - day).days
    for community, secretary in SECRETARIES.items():
        hour = time(17, 5) if community == THIRD and ago == LATE_DAY else time(15, 40)
        if community == THIRD and ago == MISSED_DAY:
            continue
        report = seal_report(area=community, day=day, by=staff[secretary], now=moment(day, hour))
        # Yesterday's still wait, for whoever looks around as the township.
        if ago > 1:
            receive_report(report=report, by=staff["township"], now=moment(day, time(17, 10)))
    at = moment(day, time(16, 20)).astimezone(SHANGHAI)
    seal_report(area=TOWNSHIP, day=day, by=staff["township"], now=at)


def _call(at: datetime, staff: Staff) -> None:
    """Let the worker ring somebody who cannot sleep."""
    observed = Observation.objects.filter(community=FIRST, state=State.OBSERVING).order_by("pk").first()
    if observed is None:
        return
    call = NewCall(
        id=new_id(),
        way=Way.CALL,
        purpose=Purpose.HEALTH,
        outcome=Outcome.REACHED,
        at=at,
        note="两晚没睡好，担心传给孩子；已转心理热线，明天再打一次。",
    )
    log_call(person=observed.person, new=call, by=staff["worker"], now=at + timedelta(minutes=10))


def _leads(day: date, staff: Staff) -> None:
    """Hand down a train's list of two, of whom one turns out to live next door, and let a neighbour tell of a third."""
    at = moment(day, time(8, 30))
    list_name = f"{day.month}月{day.day}日 G1 次列车同车厢"
    of_train = [
        NewLead(name="周海燕", phone="13900010001", origin="湖北省武汉市", note="3 车 12A，下车后由家人接走"),
        NewLead(name="吴国强", phone="13900010002", origin="湖北省黄冈市", note="3 车 12B"),
    ]
    first, second = (
        received.lead
        for received in receive_leads(
            community=FIRST,
            source=Source.RAIL,
            list_name=list_name,
            entries=of_train,
            by=staff["township"],
            now=at,
        )
    )
    secretary = staff["secretary"]
    grid = grids_of(community=FIRST)[0]
    later = at + timedelta(minutes=40)
    assign_lead(lead=first, area=AreaCode(grid.code), worker=None, by=secretary, now=later)
    hand_on(lead=second, community=SECOND, reason="家人说住在那边", by=secretary, now=later)
    tip = NewLead(origin="湖北省", phone="13900010003", note="邻居说 3 栋来了一家外地车牌的人")
    receive_leads(
        community=FIRST,
        source=Source.TIP,
        list_name="",
        entries=[tip],
        by=secretary,
        now=moment(day + ONE_DAY, time(20)),
    )
