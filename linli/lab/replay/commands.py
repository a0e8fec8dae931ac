"""The replay: days lived one after another through the product's own commands, in a database of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from linli.areas.rules import AreaCode
from linli.arrivals.commands import NewArrival, register_arrivals
from linli.cases.commands import take_referral_step
from linli.clock import day_of, moment
from linli.ids import new_id
from linli.lab.replay.database import own_database
from linli.lab.replay.rules.cases import Plan
from linli.lab.replay.rules.figures import Fate
from linli.lab.replay.rules.places import Place
from linli.lab.replay.stage import Cast, set_stage
from linli.observation.commands import (
    NewCheck,
    confirm_over_before,
    record_checks,
    release,
    review_alert,
)
from linli.observation.models import Alert, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import Channel, CheckOutcome, is_over, is_over_before
from linli.observation.rules import State as ObservationState
from linli.people.commands import PersonCard
from linli.referrals.commands import Told
from linli.referrals.models import Referral
from linli.referrals.rules import CLOSED, Result, State, Transport
from linli.reports.commands import seal_report
from linli.reports.queries.daily import due_at
from linli.reports.rules import balance_holds
from linli.stream.tables import county_of

NORMAL_TENTHS: Final = 365
FEVER_TENTHS: Final = 382

REGISTERED_AT: Final = time(7, 30)
RELEASED_AT: Final = time(7, 45)
MORNING_AT: Final = time(8)
AFTERNOON_AT: Final = time(14)


@dataclass(frozen=True)
class _Turn:
    """One step of every referral that stands at `from_`, at this hour."""

    at: time
    from_: State
    to: State
    told: Told


# In this order a referral goes to the clinic on its first day and on to a bed on the next.
_TURNS: Final = (
    _Turn(time(9), State.ARRIVED, State.RESULT, {"result": Result.CONFIRMED}),
    _Turn(time(9, 15), State.RESULT, State.ADMITTED, {}),
    _Turn(time(9, 30), State.RAISED, State.ACCEPTED, {}),
    _Turn(time(9, 45), State.ACCEPTED, State.TRANSPORT, {"transport": Transport.AMBULANCE}),
    _Turn(time(10, 30), State.TRANSPORT, State.ARRIVED, {"clinic": "发热门诊"}),
)


@dataclass(frozen=True)
class Replayed:
    """What became of the cases, from the product's registers; days None when there was no case."""

    fates: tuple[Fate, ...]
    referrals: int
    released: int
    over_before: int  # the period was over when they were registered
    checks: int
    reports_sealed: int
    balance_held: bool
    first: date | None
    last: date | None


@dataclass
class _Watched:
    plan: Plan
    observation: Observation


@dataclass
class _World:
    """The replay as it runs: who waits to be registered, who is watched, what each community carried over."""

    cast: Cast
    waiting: dict[date, list[Plan]]
    watched: list[_Watched] = field(default_factory=list)
    everybody: list[_Watched] = field(default_factory=list)
    carried: dict[str, int] = field(default_factory=dict)
    reports_sealed: int = 0
    balance_held: bool = True


class CheckRefused(Exception):
    """The product refused a check of the replay; the replay has not kept the product's rules."""


def replay_cases(*, plans: Sequence[Plan]) -> Replayed:
    """Live every day from the first registration until the last observation is over, and seal each day's reports.

    The database that people work in is not opened.
    """
    if not plans:
        return Replayed((), 0, 0, 0, 0, 0, balance_held=True, first=None, last=None)
    with own_database():
        return live_cases(plans=plans)


def live_cases(*, plans: Sequence[Plan]) -> Replayed:
    """Live them in the database at hand, which holds no areas yet; there is at least one."""
    places = sorted({plan.place for plan in plans}, key=lambda place: place.code)
    waiting: dict[date, list[Plan]] = {}
    for plan in plans:
        waiting.setdefault(plan.register_on, []).append(plan)
    first = day = min(waiting)
    world = _World(cast=set_stage(places=places, first=first), waiting=waiting)
    while True:
        _live(world, places, day)
        if not world.waiting and not world.watched:
            break
        day += timedelta(days=1)
    return _told(world, places, first, day)


def _live(world: _World, places: Sequence[Place], day: date) -> None:
    """Live one day in all communities, in the order of the clock."""
    newcomers = world.waiting.pop(day, [])
    for place in places:
        _register(world, place, [plan for plan in newcomers if plan.place == place], day)
    _release(world, day)
    _check(world, places, moment(day, MORNING_AT))
    for turn in _TURNS:
        _move_referrals(world, turn, day)
    _forget_the_finished(world)
    _check(world, places, moment(day, AFTERNOON_AT))
    for place in places:
        _report(world, AreaCode(place.code), day)


def _register(world: _World, place: Place, plans: Sequence[Plan], day: date) -> None:
    if not plans:
        return
    answers = register_arrivals(
        community=AreaCode(place.code),
        arrivals=[_arrival(plan) for plan in plans],
        by=world.cast.secretary,
        now=moment(day, REGISTERED_AT),
    )
    for plan, answer in zip(plans, answers, strict=True):
        assert answer.observation is not None  # noqa: S101 (no two of the invented people are the same)
        watched = _Watched(plan, answer.observation)
        world.watched.append(watched)
        world.everybody.append(watched)


def _arrival(plan: Plan) -> NewArrival:
    """Tell of an invented person with the case's days; somebody ill already has a fever when registered."""
    return NewArrival(
        card=PersonCard(name=f"病例 {plan.case_id}", sex=plan.sex),
        arrived_on=plan.register_on,
        origin_class=plan.origin_class,
        left_on=plan.left_on,
        known_by="REPLAY",
        channel=Channel.VISIT,
        temperature_tenths=FEVER_TENTHS if plan.onset_on <= plan.register_on else None,
    )


def _release(world: _World, day: date) -> None:
    on_the_way = _subjects_on_the_way()
    for watched in world.watched:
        observation = watched.observation
        if is_over(last_on=observation.last_on, today=day) and observation.pk not in on_the_way:
            end = confirm_over_before if _is_over_before(observation) else release
            end(observation=observation, by=world.cast.doctor, now=moment(day, RELEASED_AT))
    _forget_the_finished(world)


def _is_over_before(observation: Observation) -> bool:
    return is_over_before(last_on=observation.last_on, began_on=observation.began_on)


def _check(world: _World, places: Sequence[Place], now: datetime) -> None:
    """Check everybody at home who is not on the way to a clinic."""
    on_the_way = _subjects_on_the_way()
    for place in places:
        new = [
            NewCheck(
                id=new_id(),
                observation=watched.observation,
                outcome=CheckOutcome.DONE,
                channel=Channel.VISIT,
                claimed_at=now,
                temperature_tenths=FEVER_TENTHS if watched.plan.onset_on <= day_of(now) else NORMAL_TENTHS,
            )
            for watched in world.watched
            if watched.plan.place == place and watched.observation.pk not in on_the_way
        ]
        for answer in record_checks(county=county_of(place.code), new=new, by=world.cast.worker, now=now):
            if answer.refused:
                raise CheckRefused(answer.refused)


def _move_referrals(world: _World, turn: _Turn, day: date) -> None:
    now = moment(day, turn.at)
    for referral in Referral.objects.filter(state=turn.from_).order_by("raised_at", "pk"):
        if turn.to == State.ACCEPTED:
            for alert in Alert.objects.filter(observation=referral.subject, reviewed_at=None):
                review_alert(alert=alert, reason="发热，转诊", by=world.cast.doctor, now=now)
        take_referral_step(referral=referral, to=turn.to, by=world.cast.doctor, now=now, **turn.told)


def _report(world: _World, area: AreaCode, day: date) -> None:
    """Seal a community's report at its hour, and see that it balances and begins where yesterday's ended."""
    report = seal_report(area=area, day=day, by=world.cast.secretary, now=due_at(area=area, day=day))
    follows_on = report.figures["before"] == world.carried.get(area, 0)
    world.balance_held = world.balance_held and follows_on and balance_holds(report.figures)
    world.carried[area] = report.figures["after"]
    world.reports_sealed += 1


def _subjects_on_the_way() -> set[UUID]:
    return set(Referral.objects.exclude(state__in=CLOSED).values_list("subject", flat=True))


def _forget_the_finished(world: _World) -> None:
    open_ = set(Observation.objects.filter(state=ObservationState.OBSERVING).values_list("pk", flat=True))
    world.watched = [watched for watched in world.watched if watched.observation.pk in open_]


def _told(world: _World, places: Sequence[Place], first: date, last: date) -> Replayed:
    """Read from the product's tables what became of everybody."""
    raised = list(Referral.objects.order_by("-raised_at"))
    referred = {row.subject: day_of(row.raised_at) for row in raised}  # the first of each stands
    counties = [county_of(place.code) for place in places]
    return Replayed(
        fates=tuple(
            Fate(
                plan=watched.plan,
                last_on=watched.observation.last_on,
                referred_on=referred.get(watched.observation.pk),
            )
            for watched in world.everybody
        ),
        referrals=len(raised),
        released=Observation.objects.filter(state=ObservationState.RELEASED).count(),
        over_before=Observation.objects.filter(state=ObservationState.OVER_BEFORE).count(),
        checks=standing_checks(county__in=counties).count(),
        reports_sealed=world.reports_sealed,
        balance_held=world.balance_held,
        first=first,
        last=last,
    )
