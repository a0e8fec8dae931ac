"""Whatever happens in whatever order, the balance of every report holds and each begins where the last one ended."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.areas.models import Area
from linli.arrivals.commands import NewArrival, register_arrivals
from linli.cases.commands import take_referral_step
from linli.census.rules import BALANCE
from linli.clock import moment
from linli.ids import new_id
from linli.observation import commands
from linli.observation.models import Alert, Observation
from linli.observation.queries.releases import slots_to_explain
from linli.observation.rules import Channel, CheckOutcome, State
from linli.people.commands import PersonCard
from linli.referrals.models import Referral
from linli.referrals.queries import steps_allowed
from linli.referrals.rules import Result
from linli.referrals.rules import State as Step
from linli.reports.commands import ReportSealedAlready, seal_report
from linli.reports.models import Report
from linli.reports.queries.daily import draft_of_community
from linli.reports.queries.rollup import roll_up
from linli.reports.rules import balance_holds
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, SIBLING, TOWNSHIP
from tests.properties import examples

COMMUNITIES: Final = (COMMUNITY, SIBLING)
DAYS: Final = 20
# Refusals that people meet every day; the balance must hold behind them too.
REFUSED: Final = (
    commands.AlertStillOpen,
    commands.ObservationClosed,
    commands.PeriodNotOver,
    commands.SlotsUnanswered,
    commands.StillIll,
    commands.TooFewTries,
    commands.ReferralStillOpen,
    commands.NotToReopen,
    commands.OverBefore,
    commands.NotOverBefore,
)

# What may happen: a kind, whom it concerns (an index into who is there), and a free number.
ACTS: Final = st.tuples(
    st.sampled_from(
        [
            "arrive",
            "late",
            "check",
            "fever",
            "review",
            "step",
            "move",
            "release",
            "confirm",
            "end",
            "reopen",
            "seal",
        ]
    ),
    st.integers(0, 30),
    st.integers(0, 5),
)
SEASON: Final = st.lists(st.lists(ACTS, max_size=6), min_size=1, max_size=DAYS)


class RollBack(Exception):
    """Ends an example, so that the next begins with nothing."""


@dataclass
class Season:
    """A few weeks in two communities, driven by the product's own commands."""

    staff: dict[str, Viewer]
    doctors: dict[str, Viewer]
    arrived: int = 0
    sealed: list[Report] = field(default_factory=list)

    def live(self, days: list[list[tuple[str, int, int]]]) -> datetime:
        """Let the days pass, two acts an hour from 08:00; return the end of the last."""
        now = moment(FIRST_DAY, time(8))
        for number, acts in enumerate(days):
            day = FIRST_DAY + timedelta(days=number)
            for order, (kind, who, much) in enumerate(acts):
                # Some acts come after the hour of the report.
                now = moment(day, time(8)) + timedelta(hours=2 * order, minutes=much)
                try:
                    with transaction.atomic():
                        getattr(self, kind)(day, now, who, much)
                except REFUSED:
                    continue
        return now

    def _somebody(self, who: int) -> Observation | None:
        open_ = list(Observation.objects.select_related("person").order_by("opened_at", "pk"))
        return open_[who % len(open_)] if open_ else None

    def arrive(self, day: date, now: datetime, who: int, much: int) -> None:
        """Register a few people, some of them a second time."""
        self._register(day - timedelta(days=much * 3), now, who, much)

    def late(self, day: date, now: datetime, who: int, much: int) -> None:
        """Register a few whose days ran out before, or on this very day."""
        self._register(day - timedelta(days=14 + much % 3), now, who, much)

    def _register(self, arrived_on: date, now: datetime, who: int, much: int) -> None:
        numbers = [self.arrived + n for n in range(1 + much)] + ([who] if self.arrived > who else [])
        self.arrived += 1 + much
        arrivals = [
            NewArrival(
                card=PersonCard(name="王芳", phone=f"139{n:08}", address=f"{n}栋1单元101室"),
                arrived_on=arrived_on,
                origin_class="WUHAN" if n % 2 else "ELSEWHERE",
            )
            for n in numbers
        ]
        community = COMMUNITIES[who % 2]
        register_arrivals(community=community, arrivals=arrivals, by=self.staff[community], now=now)

    def check(self, day: date, now: datetime, who: int, much: int) -> None:
        """Measure somebody, find nobody home, or be refused."""
        self._check(now, who, tenths=365 if much % 3 else None, outcome=list(CheckOutcome)[much % 3])

    def fever(self, day: date, now: datetime, who: int, much: int) -> None:
        """Measure a fever."""
        self._check(now, who, tenths=381, outcome=CheckOutcome.DONE)

    def _check(self, now: datetime, who: int, *, tenths: int | None, outcome: CheckOutcome) -> None:
        if somebody := self._somebody(who):
            new = commands.NewCheck(
                id=new_id(),
                observation=somebody,
                outcome=outcome,
                channel=Channel.VISIT,
                claimed_at=now,
                temperature_tenths=tenths if outcome == CheckOutcome.DONE else None,
                symptoms=("COUGH",) if outcome == CheckOutcome.DONE and tenths is None else (),
            )
            commands.record_check(new=new, by=self.staff[somebody.community], now=now)

    def review(self, day: date, now: datetime, who: int, much: int) -> None:
        """Review the oldest alert."""
        if alert := Alert.objects.filter(reviewed_at=None).order_by("raised_at").first():
            commands.review_alert(alert=alert, reason="已复测", by=self.doctors[alert.community], now=now)

    def step(self, day: date, now: datetime, who: int, much: int) -> None:
        """Take a referral one of the steps that lie before it."""
        referrals = list(Referral.objects.order_by("raised_at", "pk"))
        if not referrals:
            return
        referral = referrals[who % len(referrals)]
        doctor = self.doctors[referral.community]
        steps = steps_allowed(viewer=doctor, referral=referral)
        if not steps:
            return
        to = steps[much % len(steps)].to
        take_referral_step(
            referral=referral,
            to=to,
            by=doctor,
            now=now,
            reason="不需要",
            transport="AMBULANCE",
            clinic="区医院",
            result=list(Result)[much % 4] if to == Step.RESULT else "",
        )

    def move(self, day: date, now: datetime, who: int, much: int) -> None:
        """Move somebody to the other community."""
        if somebody := self._somebody(who):
            there = COMMUNITIES[1 - COMMUNITIES.index(somebody.community)]
            by = self.staff[somebody.community]
            commands.move_to_community(observation=somebody, community=there, address="", by=by, now=now)

    def release(self, day: date, now: datetime, who: int, much: int) -> None:
        """Try to release somebody."""
        if somebody := self._somebody(who):
            by = self.staff[somebody.community]
            slots = [(duty.slot_on, duty.session) for duty in slots_to_explain(observation=somebody, now=now)]
            if slots and much:  # now and then somebody forgets to
                commands.explain_slots(observation=somebody, slots=slots, reason="外出", by=by, now=now)
            commands.release(observation=somebody, by=self.doctors[somebody.community], now=now)

    def confirm(self, day: date, now: datetime, who: int, much: int) -> None:
        """Confirm that somebody's days had run out before registration."""
        if somebody := self._somebody(who):
            by = self.staff[somebody.community]
            commands.confirm_over_before(observation=somebody, by=by, now=now)

    def end(self, day: date, now: datetime, who: int, much: int) -> None:
        """End an observation with a reason."""
        if somebody := self._somebody(who):
            state = [State.LOST, State.STRUCK_OFF, State.DIED][much % 3]
            by = self.staff[somebody.community]
            commands.end_with_reason(observation=somebody, state=state, reason="查实", by=by, now=now)

    def reopen(self, day: date, now: datetime, who: int, much: int) -> None:
        """Let somebody's observation that was ended go on."""
        if somebody := self._somebody(who):
            by = self.staff[somebody.community]
            commands.reopen_observation(observation=somebody, reason="点错了人", by=by, now=now)

    def seal(self, day: date, now: datetime, who: int, much: int) -> None:
        """Seal a community's day, now or half an hour after the cut-off; once sealed it stays."""
        community = COMMUNITIES[who % 2]
        try:
            self.sealed.append(seal_report(area=community, day=day, by=self.staff[community], now=now))
        except ReportSealedAlready:
            return


@pytest.fixture
def season(
    areas: dict[str, Area], open_at_once: None, make_viewer: Callable[..., Viewer]
) -> Callable[[], Season]:
    """Make a season's staff once; each example starts a season of its own."""
    staff = {code: make_viewer(role=Role.SECRETARY, area=code) for code in COMMUNITIES}
    doctors = {code: make_viewer(role=Role.DOCTOR, area=code) for code in COMMUNITIES}
    return lambda: Season({str(k): v for k, v in staff.items()}, {str(k): v for k, v in doctors.items()})


@settings(max_examples=examples(24))
@given(days=SEASON)
def test_the_balance_always_holds(
    season: Callable[[], Season], days: list[list[tuple[str, int, int]]]
) -> None:
    with pytest.raises(RollBack), transaction.atomic():
        _lived_and_held(season(), days)


def _lived_and_held(lived: Season, days: list[list[tuple[str, int, int]]]) -> None:
    now = lived.live(days)
    _every_report_balances(lived)
    _each_begins_where_the_last_ended(lived)
    _nobody_is_observed_twice()
    _the_draft_counts_who_is_there(now)
    _the_township_sees_the_sum(now)
    raise RollBack


def _every_report_balances(lived: Season) -> None:
    for report in lived.sealed:
        assert balance_holds(report.figures)


def _each_begins_where_the_last_ended(lived: Season) -> None:
    by_day = {(report.area, report.day): report for report in lived.sealed}
    for (area, day), report in by_day.items():
        if before := by_day.get((area, day - timedelta(days=1))):
            assert report.figures["before"] == before.figures["after"]


def _nobody_is_observed_twice() -> None:
    open_ = list(Observation.objects.filter(state=State.OBSERVING).values_list("person_id", flat=True))
    assert len(open_) == len(set(open_))


def _the_draft_counts_who_is_there(now: datetime) -> None:
    tomorrow = moment(now.date() + timedelta(days=1), time(12))
    for community in COMMUNITIES:
        draft = draft_of_community(area=community, day=tomorrow.date(), now=tomorrow)
        there = Observation.objects.filter(community=community, state=State.OBSERVING).count()
        assert draft.figures["after"] == there
        assert balance_holds(draft.figures)


def _the_township_sees_the_sum(now: datetime) -> None:
    for day in set(Report.objects.values_list("day", flat=True)):
        sealed = Report.objects.filter(day=day)
        above = roll_up(area=TOWNSHIP, day=day, now=now)
        for key in BALANCE:
            assert above.figures[key] == sum(report.figures[key] for report in sealed)
