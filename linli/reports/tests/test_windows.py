"""Windows of consecutive days meet, whatever is sealed, returned, answered and corrected in whatever order."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

import pytest
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linli.areas.models import Area
from linli.arrivals.commands import register_arrivals
from linli.clock import moment
from linli.ids import new_id
from linli.observation.commands import NewCheck, ObservationClosed, TooFewTries, end_with_reason, record_check
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome, State
from linli.reports import commands
from linli.reports.models import Report
from linli.reports.queries.chain import broken_in
from linli.reports.queries.daily import DayNotBegun, counted_in
from linli.reports.queries.rollup import roll_up
from linli.reports.registers import TOTALS
from linli.reports.rules import Window, balance_holds
from linli.reports.tests.days import Signer, arrival
from tests.cast import COMMUNITY, FIRST_DAY, PROVINCE, TOWNSHIP
from tests.properties import examples

DAYS: Final = tuple(FIRST_DAY + timedelta(days=number) for number in range(3))
MINUTES: Final = 4 * 24 * 60
# Who is struck off within a window is in none of these; whoever was registered the day before is in both days' (decision 74).
STRUCK: Final = {"new", "struck_off", "from_wuhan"}
# What is counted by the moment of a row adds up at any time; what is due and done asks what became of it until then.
BY_MOMENT: Final = tuple(key for key in TOTALS if key not in {"checks_due", "checks_done", *STRUCK})
REFUSED: Final = (
    commands.NotTheNewest,
    commands.NothingToAnswer,
    commands.NothingToCorrect,
    commands.ReportSealedAlready,
    DayNotBegun,
    ObservationClosed,
    TooFewTries,
)
KINDS: Final = ("arrive", "fever", "end", "seal", "return", "answer", "correct")
# Minutes from the morning of the first day, what happens, which day or whom it concerns.
ACTS: Final = st.lists(
    st.tuples(st.integers(0, MINUTES), st.sampled_from(KINDS), st.integers(0, 11)), max_size=25
)


class RollBack(Exception):
    """Ends an example, so that the next begins with nothing."""


@settings(max_examples=examples(10))
@given(acts=ACTS)
@example(acts=[(0, "arrive", 0), (1440, "end", 0)])
def test_windows_meet_balances_hold_and_days_add_up_in_any_order(
    areas: dict[str, Area], open_at_once: None, signer: Signer, acts: list[tuple[int, str, int]]
) -> None:
    for area in (COMMUNITY, TOWNSHIP):
        signer(area=area)
    with pytest.raises(RollBack), transaction.atomic():
        _lived(sorted(acts), signer)


def _lived(acts: list[tuple[int, str, int]], signer: Signer) -> None:
    now = moment(FIRST_DAY, time(8))
    for order, (minutes, kind, which) in enumerate(acts):
        # Never two acts in one instant.
        now = moment(FIRST_DAY, time(8)) + timedelta(minutes=minutes, seconds=order)
        try:
            with transaction.atomic():
                _act(kind, which, now, signer)
        except REFUSED:
            continue
        _windows_stand_and_meet()
    for number, day in enumerate(DAYS):
        try:
            commands.seal_report(
                area=COMMUNITY, day=day, by=signer(area=COMMUNITY), now=now + timedelta(days=3, hours=number)
            )
        except commands.ReportSealedAlready:
            continue
    _windows_stand_and_meet()
    _the_days_add_up(BY_MOMENT)
    for number, day in enumerate(DAYS):
        _correct(day, now + timedelta(days=4, hours=number), signer)
    _windows_stand_and_meet()
    _the_days_add_up((*BY_MOMENT, "checks_due"))
    _the_township_sees_the_newest(now + timedelta(days=5))
    assert list(broken_in(area=PROVINCE)) == []
    raise RollBack


def _act(kind: str, which: int, now: datetime, signer: Signer) -> None:
    by, above, day = signer(area=COMMUNITY), signer(area=TOWNSHIP), DAYS[which % len(DAYS)]
    open_ = list(Observation.objects.select_related("person").order_by("opened_at", "pk"))
    if kind == "arrive":
        came = [arrival(len(open_) + n, origin_class="WUHAN") for n in range(1 + which % 2)]
        register_arrivals(community=COMMUNITY, arrivals=came, by=by, now=now)
    elif kind == "fever" and open_:
        # Told as long ago as since it could have been, and received only now.
        somebody = open_[which % len(open_)]
        told = NewCheck(
            id=new_id(),
            observation=somebody,
            outcome=CheckOutcome.DONE,
            channel=Channel.VISIT,
            claimed_at=max(somebody.opened_at, now - timedelta(hours=20)),
            temperature_tenths=381,
        )
        record_check(new=told, by=by, now=now)
    elif kind == "end" and open_:
        state = State.DIED if which % 2 else State.STRUCK_OFF
        end_with_reason(observation=open_[which % len(open_)], state=state, reason="核实", by=by, now=now)
    elif kind == "seal":
        commands.seal_report(area=COMMUNITY, day=day, by=by, now=now)
    elif kind == "correct":
        _correct(day, now, signer)
    elif kind == "answer":
        commands.answer_return(area=COMMUNITY, day=day, words="已说明", by=by, now=now)
    elif kind == "return" and (report := _newest().get(day)):
        commands.return_report(report=report, reason="请核实", by=above, now=now)


def _correct(day: date, now: datetime, signer: Signer) -> None:
    commands.correct_report(area=COMMUNITY, day=day, reason="核实", by=signer(area=COMMUNITY), now=now)


def _newest() -> dict[date, Report]:
    return {report.day: report for report in Report.objects.filter(area=COMMUNITY).order_by("version")}


def _windows_stand_and_meet() -> None:
    versions = list(Report.objects.filter(area=COMMUNITY).order_by("day", "version"))
    for report in versions:
        assert balance_holds(report.figures)
    for day in DAYS:
        assert len({(one.from_at, one.as_of) for one in versions if one.day == day}) <= 1
    newest = _newest()
    for day, after in pairwise(DAYS):
        if day in newest and after in newest:
            assert newest[after].from_at == newest[day].as_of
            assert newest[after].figures["before"] == newest[day].figures["after"]


def _the_days_add_up(keys: tuple[str, ...]) -> None:
    newest = _newest()
    assert set(newest) == set(DAYS)
    whole = Window(newest[DAYS[0]].from_at, newest[DAYS[-1]].as_of)
    counted = counted_in(area=COMMUNITY, covered=whole).figures
    added = {key: sum(newest[day].figures[key] or 0 for day in DAYS) for key in (*keys, *STRUCK)}
    assert {key: added[key] for key in keys} == {key: counted[key] for key in keys}
    in_both = added["struck_off"] - (counted["struck_off"] or 0)
    assert in_both >= 0
    assert added["new"] - in_both == counted["new"]
    # Everybody here came from Wuhan.
    assert added["from_wuhan"] == added["new"]
    assert counted["from_wuhan"] == counted["new"]


def _the_township_sees_the_newest(now: datetime) -> None:
    for day, report in _newest().items():
        above = roll_up(area=TOWNSHIP, day=day, now=now)
        assert {key: above.figures[key] for key in TOTALS} == {key: report.figures[key] for key in TOTALS}
